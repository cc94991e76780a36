package campus.publishing.domain;

import java.text.Normalizer;
import java.util.Locale;

/**
 * The part of a URL that identifies something: lower-case letters and digits of any script, {@code
 * -} between words, and a number if others have the same.
 *
 * @param number 1 for the first, which is not shown; 0 for an unclaimed slug, which need not be
 *     unique
 */
public record Slug(String base, long number) {

  private static final int MAX = 80;

  /** The slug of a text without letters and digits. */
  private static final String NAMELESS = "untitled";

  /** The first slug for a text. */
  public static Slug of(String text) {
    var slug = new StringBuilder();
    boolean between = false;
    int length = 0;
    for (int c :
        Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toLowerCase(Locale.ROOT)
            .codePoints()
            .toArray()) {
      // Combining marks belong to their letter where no composed character exists.
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

  /** The unclaimed form, which reveals nothing about other slugs. */
  public Slug unclaimed() {
    return numbered(0);
  }

  public boolean isClaimed() {
    return number > 0;
  }

  public Slug numbered(long other) {
    return new Slug(base, other);
  }

  public String value() {
    return number <= 1 ? base : base + "-" + number;
  }
}
