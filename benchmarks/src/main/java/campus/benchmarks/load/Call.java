package campus.benchmarks.load;

import com.google.protobuf.MessageLite;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param way how it goes over the network
 * @param path {@code /package.Service/Method}, or that of JSON
 * @param token the caller's, null for an anonymous call
 * @param body the message in its gRPC frame; empty for JSON, which is a GET
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Call(Way way, String path, @Nullable String token, byte[] body) {

  /** A call with a message. */
  public static Call of(String path, @Nullable String token, MessageLite message) {
    int size = message.getSerializedSize();
    var body = ByteBuffer.allocate(5 + size);
    body.put((byte) 0).putInt(size).put(message.toByteArray());
    return new Call(Way.GRPC, path, token, body.array());
  }

  /** An anonymous read of a path as JSON. */
  static Call get(String path) {
    return new Call(Way.JSON, path, null, new byte[0]);
  }

  /** The same over gRPC-Web. */
  Call overWeb() {
    return new Call(Way.GRPC_WEB, path, token, body);
  }
}
