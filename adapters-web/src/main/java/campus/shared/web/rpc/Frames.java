package campus.shared.web.rpc;

import campus.shared.web.http.HttpFailure;
import campus.shared.web.http.RequestBody;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** Messages with a prefix of five bytes, flags and length, as gRPC-Web and Connect have them. */
final class Frames {

  static final int PREFIX = 5;
  static final int COMPRESSED = 0x01;

  private Frames() {}

  /** A message with its prefix. */
  static byte[] frame(int flags, byte[] message) {
    return ByteBuffer.allocate(PREFIX + message.length)
        .put((byte) flags)
        .putInt(message.length)
        .put(message)
        .array();
  }

  /**
   * The only message of a body, decompressed.
   *
   * @param encoding that of compressed messages, by their header
   * @throws HttpFailure if it is none
   */
  static byte[] single(byte[] body, @Nullable String encoding) {
    var bytes = ByteBuffer.wrap(body);
    if (bytes.remaining() < PREFIX) {
      throw new HttpFailure(400, "the body has no message");
    }
    int flags = bytes.get();
    int length = bytes.getInt();
    if (length != bytes.remaining()) {
      throw new HttpFailure(400, "the body must be one message, with its length before it");
    }
    var message = new byte[length];
    bytes.get(message);
    return (flags & COMPRESSED) == 0 ? message : RequestBody.decompressed(encoding, message);
  }
}
