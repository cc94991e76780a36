package campus.publishing.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * What something can be called in an address: letters and digits of any script, in lower case, with
 * {@code -} between the words; after it a number, where others have the same.
 *
 * @param number 1 for the first, whose number is not told; 0 for one that nobody has claimed, which
 *     others may have as well
 */
public record Slug(String base, long number) {

  private static final int MAX = 80;

  /** What a title without letters and digits is called. */
  private static final String NAMELESS = "untitled";

  /** The slug that a text would have if it were the only one. */
  public static Slug of(String text) {
    var slug = new StringBuilder();
    boolean between = false;
    int length = 0;
    for (int c :
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .codePoints()
            .toArray()) {
      // What marks a letter belongs to it, in scripts where no single character is both.
      boolean part = Character.isLetterOrDigit(c) || (isMark(c) && !slug.isEmpty() && !between);
      if (!part) {
        between = !slug.isEmpty();
        continue;
      }
      if (length + (between ? 2 : 1) > MAX) {
        break;
      }
      length += between ? 2 : 1;
      slug.append(between ? "-" : "").appendCodePoint(c);
      between = false;
    }
    return new Slug(slug.isEmpty() ? NAMELESS : slug.toString(), 1);
  }

  private static boolean isMark(int c) {
    return switch (Character.getType(c)) {
      case Character.NON_SPACING_MARK, Character.COMBINING_SPACING_MARK -> true;
      default -> false;
    };
  }

  /** The same slug, claimed by nobody: it tells nothing of who else has it. */
  public Slug unclaimed() {
    return numbered(0);
  }

  public boolean isClaimed() {
    return number > 0;
  }

  /** The slug of another number. */
  public Slug numbered(long other) {
    return new Slug(base, other);
  }

  public String value() {
    return number <= 1 ? base : base + "-" + number;
  }
}
