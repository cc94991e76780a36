package campus.shared.domain;

/** Rules that fields of many kinds of resource keep. */
public final class Checks {

  /** What is said of a value that has to be there, wherever it is missing. */
  public static final String EMPTY = "must not be empty";

  /** What is said of a field that has to be set, wherever it is not. */
  public static final String REQUIRED = "is required";

  private Checks() {}

  /**
   * A number between two others, both included.
   *
   * @throws InvalidRequest if it is not
   */
  public static int range(String field, int value, int min, int max) {
    if (value < min || value > max) {
      throw new InvalidRequest(field, "must be " + min + " to " + max);
    }
    return value;
  }
}
