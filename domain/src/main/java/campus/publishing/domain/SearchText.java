package campus.publishing.domain;

import campus.shared.domain.Checks;
import java.text.Normalizer;
import java.util.Locale;

/** What somebody searches for: 1 to 200 characters. */
public record SearchText(String value) {

  private static final int MAX = 200;

  public SearchText {
    Checks.text("query", value, MAX);
  }

  /** What is compared. */
  public String key() {
    return fold(value.strip());
  }

  /**
   * The form in which texts are searched: the same for what differs in case or composition alone.
   */
  public static String fold(String text) {
    return Normalizer.normalize(text, Normalizer.Form.NFKC)
        .toLowerCase(Locale.ROOT)
        // The small sigma at the end of a word is one nevertheless.
        .replace('\u03c2', '\u03c3');
  }
}
