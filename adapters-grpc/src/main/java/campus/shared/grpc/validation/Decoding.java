package campus.shared.grpc.validation;

import com.google.protobuf.Message;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.ServerMethodDefinition;
import io.grpc.ServerServiceDefinition;
import io.grpc.ServiceDescriptor;
import io.grpc.StatusRuntimeException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * Passes undecodable requests to the interceptors as null, and cuts others to their {@link
 * RequestBounds} before they become objects.
 *
 * <p>grpc-java itself decodes before any interceptor runs, answers UNKNOWN to a failure, and logs
 * each one at length.
 */
public final class Decoding {

  private Decoding() {}

  /** The same service, whose requests may be null. */
  public static ServerServiceDefinition lenient(ServerServiceDefinition service) {
    var methods = service.getMethods().stream().map(Decoding::lenient).toList();
    var descriptor =
        ServiceDescriptor.newBuilder(service.getServiceDescriptor().getName())
            .setSchemaDescriptor(service.getServiceDescriptor().getSchemaDescriptor());
    methods.forEach(method -> descriptor.addMethod(method.getMethodDescriptor()));
    var built = ServerServiceDefinition.builder(descriptor.build());
    methods.forEach(built::addMethod);
    return built.build();
  }

  private static <Q, A> ServerMethodDefinition<Q, A> lenient(ServerMethodDefinition<Q, A> method) {
    var descriptor = method.getMethodDescriptor();
    return ServerMethodDefinition.create(
        descriptor.toBuilder()
            .setRequestMarshaller(new Lenient<>(descriptor.getRequestMarshaller()))
            .build(),
        method.getServerCallHandler());
  }

  private record Lenient<Q>(Marshaller<Q> delegate) implements Marshaller<Q> {

    private @Nullable RequestBounds bounds() {
      return delegate instanceof PrototypeMarshaller<Q> marshaller
              && marshaller.getMessagePrototype() instanceof Message prototype
          ? RequestBounds.of(prototype.getDescriptorForType())
          : null;
    }

    @Override
    public InputStream stream(Q value) {
      return delegate.stream(value);
    }

    @Override
    public @Nullable Q parse(InputStream stream) {
      var bounds = bounds();
      try {
        return delegate.parse(
            bounds == null ? stream : new ByteArrayInputStream(bounds.cut(stream.readAllBytes())));
      } catch (IOException | StatusRuntimeException e) {
        return null;
      }
    }
  }
}
