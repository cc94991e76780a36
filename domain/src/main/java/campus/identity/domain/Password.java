package campus.identity.domain;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.value.Text;

/** A new password as typed: 8 to 128 characters of any kind. Never stored or shown. */
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
