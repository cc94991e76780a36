package campus.server.endtoend;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServiceDescriptor;
import java.util.Collection;
import java.util.List;
import java.util.Objects;

/** The methods of the contracts, as generated clients have them. */
final class GeneratedMethods {

  private GeneratedMethods() {}

  /** Of all services that a server lists. */
  static List<MethodDescriptor<?, ?>> of(Collection<String> services) {
    return services.stream()
        .filter(service -> service.startsWith("campus."))
        .<MethodDescriptor<?, ?>>flatMap(service -> service(service).getMethods().stream())
        .toList();
  }

  private static ServiceDescriptor service(String name) {
    try {
      return (ServiceDescriptor)
          Class.forName(name + "Grpc").getMethod("getServiceDescriptor").invoke(null);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(name, e);
    }
  }

  /** An empty request. */
  static Message request(MethodDescriptor<?, ?> method) {
    return (Message)
        Objects.requireNonNull(
            ((PrototypeMarshaller<?>) method.getRequestMarshaller()).getMessagePrototype());
  }
}
