package campus.publishing.domain;

import campus.shared.domain.value.Text;

/** The label of a tag or a category: a line of 1 to 50 characters. */
public record Label(String value) {

  private static final Text LABEL = Text.line("label", 50);

  /**
   * Checks and cleans a new label. Stored labels bypass this.
   *
   * @throws campus.shared.domain.error.InvalidRequest if it is invalid
   */
  public static Label of(String written) {
    return new Label(LABEL.of(written));
  }

  /** The form for comparisons: labels of tags, and of categories, are unique in it. */
  public String key() {
    return Text.key(value);
  }
}
