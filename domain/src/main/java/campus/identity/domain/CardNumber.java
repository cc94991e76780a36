package campus.identity.domain;

import campus.shared.domain.InvalidRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is printed on an identity card: 1 to 40 letters, digits or {@code -} of ASCII. */
public record CardNumber(String value) {

  private static final Pattern FORM = Pattern.compile("[A-Za-z0-9-]{1,40}");

  public CardNumber {
    if (!FORM.matcher(value).matches()) {
      throw new InvalidRequest("number", "must be 1 to 40 letters, digits or -");
    }
  }

  /** The form in which numbers are compared: no two cards have the same. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }
}
