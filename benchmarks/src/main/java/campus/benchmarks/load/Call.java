package campus.benchmarks.load;

import com.google.protobuf.MessageLite;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * One request.
 *
 * @param path {@code /package.Service/Method}
 * @param token the caller's, null for an anonymous call
 * @param body the message in its gRPC frame
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record Call(String path, @Nullable String token, byte[] body) {

  /** A call with a message. */
  public static Call of(String path, @Nullable String token, MessageLite message) {
    int size = message.getSerializedSize();
    var body = ByteBuffer.allocate(5 + size);
    body.put((byte) 0).putInt(size).put(message.toByteArray());
    return new Call(path, token, body.array());
  }
}
