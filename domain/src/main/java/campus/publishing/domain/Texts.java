package campus.publishing.domain;

import campus.shared.domain.InvalidRequest;

/** What texts have to be. */
final class Texts {

  private Texts() {}

  /** At most so many characters. */
  static void requireAtMost(String field, String text, int max) {
    if (length(text) > max) {
      throw new InvalidRequest(field, "must be at most " + max + " characters");
    }
  }

  /** In code points. */
  static int length(String text) {
    return text.codePointCount(0, text.length());
  }
}
