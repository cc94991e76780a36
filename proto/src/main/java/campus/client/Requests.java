package campus.client;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What requests say about being repeated. */
final class Requests {

  private Requests() {}

  /** The request with a {@code request_id}, if it can have one. */
  @SuppressWarnings("unchecked") // a builder makes messages of its own type
  static <Q> Q identified(Q request) {
    var field = requestId(request);
    if (field == null || !((Message) request).getField(field).equals("")) {
      return request;
    }
    return (Q)
        ((Message) request).toBuilder().setField(field, UUID.randomUUID().toString()).build();
  }

  /** Whether doing a call twice is the same as once: it only reads, or has a request id. */
  static boolean isRepeatable(MethodDescriptor<?, ?> method, Object request) {
    return method.isSafe() || requestId(request) != null;
  }

  private static @Nullable FieldDescriptor requestId(Object request) {
    return request instanceof Message message
        ? message.getDescriptorForType().findFieldByName("request_id")
        : null;
  }
}
