package campus.identity.domain;

import campus.shared.domain.error.InvalidRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** The number on an identity card: 1 to 40 ASCII letters, digits or {@code -}. */
public record CardNumber(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,40}");

  public CardNumber {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidRequest("number", "must be 1 to 40 letters, digits or -");
    }
  }

  /** The form for comparisons: card numbers are unique, case-insensitively. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }
}
