package campus.library.domain;

import campus.shared.domain.error.InvalidRequest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * An ISBN (ISO 2108), in its 13-digit form.
 *
 * <p>Created from 13 digits that begin with 978 or 979, or from the older 10, the last of which may
 * be X. Hyphens and spaces are ignored; the check digit is verified.
 */
public record Isbn(String value) {

  private static final Pattern OLD_FORM = Pattern.compile("[0-9]{9}[0-9X]");
  private static final Pattern FORM = Pattern.compile("97[89][0-9]{10}");
  private static final String PREFIX = "978";

  public Isbn {
    var digits = value.replaceAll("[ -]", "").replace('x', 'X');
    if (OLD_FORM.matcher(digits).matches() && oldSum(digits) % 11 == 0) {
      var body = PREFIX + digits.substring(0, 9);
      value = body + (10 - sum(body) % 10) % 10;
    } else if (FORM.matcher(digits).matches() && sum(digits) % 10 == 0) {
      value = digits;
    } else {
      throw new InvalidRequest(
          "isbn", "must be an ISBN of 10 or 13 digits with the right check digit");
    }
  }

  /** The ISBN that an optional text holds; null if it is empty. */
  public static @Nullable Isbn ofOptional(String text) {
    return text.isEmpty() ? null : new Isbn(text);
  }

  /** Returns the 13 digits of an ISBN in either form; the text itself if it is no ISBN. */
  public static String digitsOf(String text) {
    try {
      return new Isbn(text).value();
    } catch (InvalidRequest e) {
      return text;
    }
  }

  /** Weights the digits from 10 down to 1; X stands for 10. */
  private static int oldSum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (10 - i) * (digits.charAt(i) == 'X' ? 10 : digits.charAt(i) - '0');
    }
    return sum;
  }

  /** Weights the digits by 1 and 3 in turn. */
  private static int sum(String digits) {
    int sum = 0;
    for (int i = 0; i < digits.length(); i++) {
      sum += (i % 2 == 0 ? 1 : 3) * (digits.charAt(i) - '0');
    }
    return sum;
  }
}
