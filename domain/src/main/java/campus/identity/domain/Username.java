package campus.identity.domain;

import campus.shared.domain.InvalidRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a user is known by: 3 to 40 letters, digits, {@code _}, {@code .} or {@code -} of ASCII, as
 * he writes it himself.
 */
public record Username(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{3,40}");

  public Username {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidRequest("username", "must be 3 to 40 letters, digits, _ . or -");
    }
  }

  /** The form in which usernames are compared: no two users have the same. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }
}
