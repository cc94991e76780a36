package campus.shared.domain;

/** Rules that fields of many kinds of resource keep. */
public final class Checks {

  /** What is said of a value that has to be there, wherever it is missing. */
  public static final String EMPTY = "must not be empty";

  private Checks() {}

  /**
   * Text that has to be there: not blank, and not longer than so many characters.
   *
   * @param field what the refusal names
   * @return the text
   * @throws InvalidRequest if it is blank or too long
   */
  public static String text(String field, String value, int maxLength) {
    if (value.isBlank()) {
      throw new InvalidRequest(field, EMPTY);
    }
    return length(field, value, maxLength);
  }

  /**
   * Text that may be empty, and is not longer than so many characters.
   *
   * @throws InvalidRequest if it is too long
   */
  public static String length(String field, String value, int maxLength) {
    if (value.codePointCount(0, value.length()) > maxLength) {
      throw new InvalidRequest(field, "must be at most " + maxLength + " characters");
    }
    return value;
  }

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
