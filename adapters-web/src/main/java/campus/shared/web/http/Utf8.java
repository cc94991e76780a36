package campus.shared.web.http;

import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;

/** Texts of requests. What is not UTF-8 is refused: replacing it would change what was sent. */
public final class Utf8 {

  private Utf8() {}

  /**
   * The text of a body, or of a part of one.
   *
   * @throws HttpFailure if it is not UTF-8
   */
  public static String text(byte[] bytes) {
    return text(bytes, "the body");
  }

  /**
   * Decodes what was percent-encoded.
   *
   * @param part of the request, for the message
   * @throws HttpFailure if it is encoded wrongly, or not UTF-8
   */
  static String percentDecoded(String encoded, String part) {
    try {
      // Characters of one byte each: so the bytes can be looked at.
      var bytes = URLDecoder.decode(encoded, StandardCharsets.ISO_8859_1);
      return text(bytes.getBytes(StandardCharsets.ISO_8859_1), part);
    } catch (IllegalArgumentException e) {
      throw new HttpFailure(400, part + " is not percent-encoded correctly");
    }
  }

  /**
   * As {@link #percentDecoded}, for a segment of a path: there, unlike in a query, a plus is a
   * plus.
   */
  public static String pathDecoded(String segment) {
    return segment.indexOf('%') < 0
        ? segment
        : percentDecoded(segment.replace("+", "%2B"), "the path");
  }

  private static String text(byte[] bytes, String part) {
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .onMalformedInput(CodingErrorAction.REPORT)
          .decode(ByteBuffer.wrap(bytes))
          .toString();
    } catch (CharacterCodingException e) {
      throw new HttpFailure(400, part + " must be in UTF-8");
    }
  }
}
