package campus.publishing.domain;

import campus.shared.domain.value.Text;

/** A search term: 1 to 200 characters. */
public record SearchText(String value) {

  private static final Text QUERY = Text.body("query", 200);

  public SearchText {
    value = QUERY.of(value);
  }

  /** The form for comparisons. */
  public String key() {
    return Text.fold(Text.strip(value));
  }
}
