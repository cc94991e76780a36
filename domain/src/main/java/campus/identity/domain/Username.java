package campus.identity.domain;

import campus.shared.domain.error.InvalidRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * A unique name of a user: 3 to 40 ASCII letters, digits, {@code _}, {@code .} or {@code -}, in the
 * case that they chose.
 */
public record Username(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_.-]{3,40}");

  public Username {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidRequest("username", "must be 3 to 40 letters, digits, _ . or -");
    }
  }

  /** The form for comparisons: usernames are unique, case-insensitively. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }
}
