package campus.shared.domain.value;

import campus.shared.domain.error.InvalidRequest;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The address of an image for clients to show (RFC 3986): {@code https}, with a host, without user
 * information, of at most {@value #MAX_LENGTH} ASCII characters. Campus never fetches it.
 *
 * <p>Only new addresses are checked, like {@link Text}.
 */
public record ImageUri(String value) {

  public static final int MAX_LENGTH = 2000;

  /** An {@code @} before the path would show readers another host than the real one. */
  private static final Pattern FORM = Pattern.compile("https://[^/?#@]+([/?#]\\p{Graph}*)?");

  /**
   * The address that an optional text holds; null if it is empty.
   *
   * @param field its path in errors
   * @throws InvalidRequest if it is invalid
   */
  public static @Nullable ImageUri ofOptional(String field, String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (text.length() > MAX_LENGTH || !FORM.matcher(text).matches() || !hasHost(text)) {
      throw new InvalidRequest(
          field,
          "must be an https URI of at most 2,000 characters, like https://example.org/a.jpg");
    }
    return new ImageUri(text);
  }

  /** The text of an optional address; null for none. */
  public static @Nullable String valueOf(@Nullable ImageUri uri) {
    return uri == null ? null : uri.value;
  }

  /** The stored address; null for none. */
  public static @Nullable ImageUri ofStored(@Nullable String text) {
    return text == null ? null : new ImageUri(text);
  }

  private static boolean hasHost(String text) {
    try {
      return new URI(text).getHost() != null;
    } catch (URISyntaxException _) {
      return false;
    }
  }
}
