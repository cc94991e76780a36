package campus.shared.web.call;

import com.google.protobuf.DescriptorProtos.MethodOptions.IdempotencyLevel;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.PrototypeMarshaller;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A method that is served.
 *
 * @param contract as its contract has it
 * @param request any message of its requests
 * @param answer any message of its answers
 * @param decoded the method with answers as messages
 * @param encoded the method with answers as bytes
 */
public record Method(
    MethodDescriptor contract,
    Message request,
    Message answer,
    io.grpc.MethodDescriptor<byte[], Message> decoded,
    io.grpc.MethodDescriptor<byte[], byte[]> encoded) {

  /** Null if the method has no protobuf contract. */
  static @Nullable Method of(io.grpc.MethodDescriptor<?, ?> served) {
    if (!(served.getSchemaDescriptor() instanceof ProtoMethodDescriptorSupplier proto)
        || !(served.getRequestMarshaller() instanceof PrototypeMarshaller<?> request)
        || !(served.getResponseMarshaller() instanceof PrototypeMarshaller<?> answer)) {
      return null;
    }
    @SuppressWarnings("unchecked") // of a method with a protobuf contract
    var answers = (Marshaller<Message>) (Marshaller<?>) served.getResponseMarshaller();
    return new Method(
        proto.getMethodDescriptor(),
        (Message) Objects.requireNonNull(request.getMessagePrototype()),
        (Message) Objects.requireNonNull(answer.getMessagePrototype()),
        served.toBuilder(Bytes.MARSHALLER, answers).build(),
        served.toBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER).build());
  }

  /** {@code campus.library.v1.BookService/GetBook}. */
  public String fullName() {
    return decoded.getFullMethodName();
  }

  /** Whether it only reads (RFC 9110, 9.2.1). */
  public boolean isSafe() {
    return contract.getOptions().getIdempotencyLevel() == IdempotencyLevel.NO_SIDE_EFFECTS;
  }

  public boolean streamsRequests() {
    return contract.isClientStreaming();
  }

  public boolean streamsAnswers() {
    return contract.isServerStreaming();
  }
}
