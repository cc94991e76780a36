package campus.identity.domain;

import campus.shared.domain.InvalidRequest;
import campus.shared.domain.Text;

/** A password to be, as its user typed it: 8 to 128 characters, any. Never stored, never shown. */
public record Password(String value) {

  private static final int MIN = 8;
  private static final int MAX = 128;

  public Password {
    int length = Text.length(value);
    if (length < MIN || length > MAX) {
      throw new InvalidRequest("password", "must be " + MIN + " to " + MAX + " characters");
    }
  }

  @Override
  public String toString() {
    return "Password[…]";
  }
}
