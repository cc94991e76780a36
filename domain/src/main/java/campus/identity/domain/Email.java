package campus.identity.domain;

import campus.shared.domain.error.InvalidRequest;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * An internet e-mail address of at most 254 characters (RFC 5321, 4.5.3.1.3): a dot-atom (RFC 5322,
 * 3.2.3) of at most 64, {@code @}, and a host name (RFC 1123, 2.1) of at least two labels. ASCII
 * only, without quoted local parts and address literals.
 */
public record Email(String value) {

  private static final int MAX_LENGTH = 254;
  private static final int MAX_LOCAL_LENGTH = 64;
  private static final String ATOM = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+";
  private static final String LABEL = "[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?";
  private static final Pattern FORM =
      Pattern.compile(
          "(?<local>" + ATOM + "(?:\\." + ATOM + ")*)@" + LABEL + "(?:\\." + LABEL + ")+");

  public Email {
    var matcher = FORM.matcher(value);
    if (value.length() > MAX_LENGTH
        || !matcher.matches()
        || matcher.group("local").length() > MAX_LOCAL_LENGTH) {
      throw new InvalidRequest(
          "email", "must be an e-mail address of at most 254 characters, like ada@example.org");
    }
  }

  /** The form for comparisons: addresses are unique, case-insensitively. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }
}
