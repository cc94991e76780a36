package campus.publishing.domain;

import campus.shared.domain.Checks;
import campus.shared.domain.InvalidRequest;
import java.util.Locale;

/**
 * What a tag or a category is called: 1 to 50 characters, no white space at either end, no control
 * characters.
 */
public record Label(String value) {

  private static final int MAX = 50;

  public Label {
    if (value.isBlank()) {
      throw new InvalidRequest("label", Checks.EMPTY);
    }
    boolean fits =
        Texts.length(value) <= MAX
            && value.strip().equals(value)
            && value.codePoints().noneMatch(Character::isISOControl);
    if (!fits) {
      throw new InvalidRequest(
          "label", "must be 1 to " + MAX + " characters, without white space at either end");
    }
  }

  /** The form in which labels are compared: no two tags, or categories, have the same. */
  public String key() {
    return value.toLowerCase(Locale.ROOT);
  }
}
