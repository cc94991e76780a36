package campus.shared.web.json;

import campus.shared.web.http.HttpFailure;
import com.google.gson.Strictness;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import java.io.IOException;
import java.io.StringReader;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Refuses what RFC 8259 does not allow. Protobuf's parser takes comments, bare words and whatever
 * follows the first value, and turns half a surrogate pair into a question mark.
 */
final class StrictJson {

  private static final Pattern POSITION = Pattern.compile("at line (\\d+) column (\\d+)");

  private StrictJson() {}

  /**
   * @param field where the JSON stands in the request; empty for the request itself
   * @throws HttpFailure if it is not exactly one value
   */
  static void check(String field, String json) {
    try (var reader = new JsonReader(new StringReader(json))) {
      reader.setStrictness(Strictness.STRICT);
      var encoder = StandardCharsets.UTF_8.newEncoder();
      for (var token = reader.peek(); token != JsonToken.END_DOCUMENT; token = reader.peek()) {
        take(reader, token, encoder);
      }
    } catch (IOException | IllegalStateException | NumberFormatException e) {
      throw HttpFailure.invalid(field, "invalid JSON" + position(e));
    }
  }

  private static void take(JsonReader reader, JsonToken token, CharsetEncoder encoder)
      throws IOException {
    switch (token) {
      case BEGIN_ARRAY -> reader.beginArray();
      case END_ARRAY -> reader.endArray();
      case BEGIN_OBJECT -> reader.beginObject();
      case END_OBJECT -> reader.endObject();
      case NAME -> checkText(reader.nextName(), encoder, reader);
      case STRING -> checkText(reader.nextString(), encoder, reader);
      default -> reader.skipValue();
    }
  }

  private static void checkText(String text, CharsetEncoder encoder, JsonReader reader)
      throws IOException {
    if (!encoder.canEncode(text)) {
      throw new IOException("half a surrogate pair " + reader);
    }
  }

  /** Where it is; the rest of the parser's message is about its own options. */
  private static String position(Exception e) {
    var position = POSITION.matcher(String.valueOf(e.getMessage()));
    return position.find()
        ? ", at line " + position.group(1) + ", column " + position.group(2)
        : "";
  }
}
