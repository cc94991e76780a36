package campus.shared.domain.value;

import campus.shared.domain.error.InvalidRequest;
import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Checks and cleans text fields: a line, such as a title or a name, or a body of several lines.
 *
 * <p>Lines are cleaned, so that equal looks mean equal text: composed (NFC), without white space
 * and zero-width characters at the ends, with plain spaces. Invisible characters are refused,
 * except those that join or vary their neighbours, as in emoji and Persian. Bodies stay as written.
 * Lengths count Unicode code points after cleaning.
 *
 * <p>Only new text is checked: rules change, and stored text must stay readable.
 */
public final class Text {

  private static final String INVISIBLE = "must not hold control or invisible characters";

  private static final Pattern SPACE = Pattern.compile("\\p{Zs}");
  private static final Pattern SPACES = Pattern.compile(" +");

  /** Tag characters spell regions after a black flag; elsewhere they hide text. */
  private static final Pattern FLAG = Pattern.compile("\\x{1F3F4}[\\x{E0020}-\\x{E007F}]+");

  private static final Pattern REFUSED =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\u200C\\u200D]]");

  /** Unicode's Default_Ignorable_Code_Point, which Java lacks, without tag characters. */
  private static final String IGNORABLE =
      "\\u00AD\\u034F\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180F\\u200B-\\u200F"
          + "\\u202A-\\u202E\\u2060-\\u206F\\u3164\\uFE00-\\uFE0F\\uFEFF\\uFFA0\\uFFF0-\\uFFF8"
          + "\\x{1BCA0}-\\x{1BCA3}\\x{1D173}-\\x{1D17A}\\x{E0000}-\\x{E001F}"
          + "\\x{E0080}-\\x{E0FFF}";

  private static final Pattern IGNORED = Pattern.compile("[" + IGNORABLE + "]");

  /** U+2800 is the Braille pattern without dots. */
  private static final Pattern VISIBLE =
      Pattern.compile("[^\\p{Z}\\p{Cc}\\p{Cf}\\p{Cs}\\u2800" + IGNORABLE + "]");

  /**
   * Normalization takes quadratic time in the length of a run of combining marks. Stream-safe text
   * has at most 30 (Unicode Standard Annex #15, section 13).
   */
  private static final Pattern MARKS = Pattern.compile("\\p{M}{30}");

  private final String field;
  private final int max;
  private final boolean line;
  private final boolean required;

  private Text(String field, int max, boolean line, boolean required) {
    this.field = field;
    this.max = max;
    this.line = line;
    this.required = required;
  }

  /**
   * A required line.
   *
   * @param field its path in errors
   * @param max the most characters
   */
  public static Text line(String field, int max) {
    return new Text(field, max, true, true);
  }

  /** An optional line. */
  public static Text optionalLine(String field, int max) {
    return new Text(field, max, true, false);
  }

  /** A required body. */
  public static Text body(String field, int max) {
    return new Text(field, max, false, true);
  }

  /** An optional body. */
  public static Text optionalBody(String field, int max) {
    return new Text(field, max, false, false);
  }

  /**
   * Checks and cleans new text.
   *
   * @throws InvalidRequest if it is invalid
   */
  public String of(String written) {
    var text = line ? clean(written) : written;
    if (required && isBlank(text)) {
      throw new InvalidRequest(field, Checks.EMPTY);
    }
    if (line && REFUSED.matcher(FLAG.matcher(text).replaceAll("")).find()) {
      throw new InvalidRequest(field, INVISIBLE);
    }
    if (length(text) > max) {
      throw new InvalidRequest(field, "must be at most " + max + " characters");
    }
    return text;
  }

  /**
   * Checks and cleans text that replaces {@code stored}; unchanged text is accepted under any
   * rules.
   *
   * @throws InvalidRequest if it is new and invalid
   */
  public String edited(String stored, String written) {
    return written.equals(stored) ? stored : of(written);
  }

  /** Cleans a line, without checking it. */
  public static String clean(String line) {
    return SPACE.matcher(strip(normalized(line, Form.NFC))).replaceAll(" ");
  }

  /** Whether nothing is visible. */
  public static boolean isBlank(String text) {
    return !VISIBLE.matcher(text).find();
  }

  /** The length in Unicode code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /** The form for searches, which ignores case and composition. */
  public static String fold(String text) {
    return normalized(text, Form.NFKC)
        .toLowerCase(Locale.ROOT)
        // Unifies the small sigma at the end of words with other sigmas.
        .replace('\u03c2', '\u03c3');
  }

  /**
   * The form for comparing labels: the form for searches, without invisible characters, with single
   * spaces.
   */
  public static String key(String label) {
    return strip(keyPart(label));
  }

  /** The same for part of a label, which may begin or end between words. */
  public static String keyPart(String part) {
    var folded = fold(IGNORED.matcher(part).replaceAll(""));
    // Lower-case letters may compose where upper-case ones do not.
    return SPACES.matcher(normalized(folded, Form.NFKC)).replaceAll(" ");
  }

  /** Normalizes the text in parts, split after every 30 marks in a row. */
  private static String normalized(String text, Form form) {
    var marks = MARKS.matcher(text);
    var parts = new StringBuilder();
    int start = 0;
    while (marks.find()) {
      parts.append(Normalizer.normalize(text.substring(start, marks.end()), form));
      start = marks.end();
    }
    return parts.append(Normalizer.normalize(text.substring(start), form)).toString();
  }

  /** Strips white space and zero-width characters at both ends. */
  public static String strip(String text) {
    int start = 0;
    int end = text.length();
    while (start < end && isSpace(text.charAt(start))) {
      start++;
    }
    while (start < end && isSpace(text.charAt(end - 1))) {
      end--;
    }
    return text.substring(start, end);
  }

  private static boolean isSpace(char c) {
    return Character.isWhitespace(c)
        || Character.isSpaceChar(c)
        || switch (c) {
          case '\u0085', '\u200b', '\u200c', '\u200d', '\u2060', '\ufeff' -> true;
          default -> false;
        };
  }
}
