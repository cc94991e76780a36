package campus.publishing.domain;

import campus.shared.domain.Text;

/** What a tag or a category is called: a line of 1 to 50 characters. */
public record Label(String value) {

  private static final Text LABEL = Text.line("label", 50);

  /**
   * The label that somebody writes; labels that are stored already are taken as they are.
   *
   * @throws campus.shared.domain.InvalidRequest if it is none
   */
  public static Label of(String written) {
    return new Label(LABEL.of(written));
  }

  /** The form in which labels are compared: no two tags, or categories, have the same. */
  public String key() {
    return Text.key(value);
  }
}
