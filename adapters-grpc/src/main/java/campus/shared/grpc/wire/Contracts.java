package campus.shared.grpc.wire;

import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.BindableService;
import io.grpc.protobuf.ProtoServiceDescriptorSupplier;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** The contracts of the served services. */
public final class Contracts {

  private final List<ServiceDescriptor> services;
  private final Set<Descriptor> messages = new LinkedHashSet<>();

  private Contracts(List<ServiceDescriptor> services) {
    this.services = services;
    var files = new LinkedHashSet<FileDescriptor>();
    services.forEach(service -> addFile(service.getFile(), files));
    files.stream().flatMap(file -> file.getMessageTypes().stream()).forEach(this::addMessage);
  }

  /** The contracts of the given services; those of services without protobuf are left out. */
  public static Contracts of(Collection<? extends BindableService> services) {
    return ofServices(
        services.stream()
            .map(service -> service.bindService().getServiceDescriptor().getSchemaDescriptor())
            .flatMap(schema ->
                schema instanceof ProtoServiceDescriptorSupplier proto
                    ? Stream.of(proto.getServiceDescriptor())
                    : Stream.empty())
            .toList());
  }

  public static Contracts ofServices(List<ServiceDescriptor> services) {
    return new Contracts(services);
  }

  public List<ServiceDescriptor> services() {
    return services;
  }

  /** All messages of the files of the services, with those of their fields. */
  public Set<Descriptor> messages() {
    return messages;
  }

  private static void addFile(FileDescriptor file, Set<FileDescriptor> files) {
    if (files.add(file)) {
      file.getDependencies().forEach(dependency -> addFile(dependency, files));
    }
  }

  private void addMessage(Descriptor message) {
    if (messages.add(message)) {
      message.getNestedTypes().forEach(this::addMessage);
      message.getFields().stream()
          .filter(field -> field.getJavaType() == JavaType.MESSAGE)
          .forEach(field -> addMessage(field.getMessageType()));
    }
  }
}
