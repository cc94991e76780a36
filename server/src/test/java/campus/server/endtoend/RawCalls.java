package campus.server.endtoend;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.stub.ClientCalls;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;

/** Calls of whatever bytes, which need not be a message. */
final class RawCalls {

  private static final Marshaller<byte[]> BYTES =
      new Marshaller<>() {
        @Override
        public InputStream stream(byte[] value) {
          return new ByteArrayInputStream(value);
        }

        @Override
        public byte[] parse(InputStream stream) {
          try {
            return stream.readAllBytes();
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
        }
      };

  private RawCalls() {}

  /**
   * Calls a method with one request, and reads all that it answers.
   *
   * @param method its full name: {@code campus.identity.v1.UserService/GetUser}
   */
  static byte[] call(Channel channel, String method, byte[] request) {
    var descriptor =
        MethodDescriptor.<byte[], byte[]>newBuilder(BYTES, BYTES)
            .setType(MethodType.SERVER_STREAMING)
            .setFullMethodName(method)
            .build();
    var answers =
        ClientCalls.blockingServerStreamingCall(
            channel,
            descriptor,
            CallOptions.DEFAULT.withDeadlineAfter(30, TimeUnit.SECONDS),
            request);
    var last = new byte[0];
    while (answers.hasNext()) {
      last = answers.next();
    }
    return last;
  }
}
