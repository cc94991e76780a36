package campus.shared.domain.value;

import campus.shared.domain.error.InvalidRequest;

/** Checks of common field rules. */
public final class Checks {

  /** The description of a missing value. */
  public static final String EMPTY = "must not be empty";

  /** The description of a missing field. */
  public static final String REQUIRED = "is required";

  private Checks() {}

  /** Checks that a number is within inclusive bounds. */
  public static int range(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw new InvalidRequest(field, "must be " + min + " to " + max);
    }
    return value;
  }
}
