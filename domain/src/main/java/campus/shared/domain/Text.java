package campus.shared.domain;

import java.text.Normalizer;
import java.text.Normalizer.Form;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * What a text has to be that somebody writes into a field: a line, such as a title or a name, or a
 * body of many lines.
 *
 * <p>Lines are cleaned, so that what looks the same is the same: they are composed (NFC), white
 * space and zero-width characters at both ends are dropped, spaces of other widths are plain ones.
 * Characters that nobody sees are refused, but for those that join or vary the ones beside them, as
 * in emoji and Persian. Bodies stay as they are written. Characters are Unicode code points,
 * counted after cleaning.
 *
 * <p>This is for what is written, not for what is stored: rules change, and rows from before have
 * to be read all the same.
 */
public final class Text {

  private static final String INVISIBLE = "must not hold control or invisible characters";

  private static final Pattern SPACE = Pattern.compile("\\p{Zs}");
  private static final Pattern SPACES = Pattern.compile(" +");

  /** Tags spell the names of regions after a black flag; anywhere else they hide text. */
  private static final Pattern FLAG = Pattern.compile("\\x{1F3F4}[\\x{E0020}-\\x{E007F}]+");

  private static final Pattern REFUSED =
      Pattern.compile("[\\p{Cc}\\p{Cf}\\p{Zl}\\p{Zp}\\p{Cs}&&[^\\u200C\\u200D]]");

  /** Unicode's Default_Ignorable_Code_Point, which Java does not know; without tags. */
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
   * To put marks in order takes time that grows with the square of how many there are in a row;
   * texts in stream-safe format have no more than 30 (Unicode Standard Annex #15, section 13).
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
   * A line that has to be there.
   *
   * @param field what refusals name
   * @param max how many characters it has at most
   */
  public static Text line(String field, int max) {
    return new Text(field, max, true, true);
  }

  /** A line that may be empty. */
  public static Text optionalLine(String field, int max) {
    return new Text(field, max, true, false);
  }

  /** A body that has to be there. */
  public static Text body(String field, int max) {
    return new Text(field, max, false, true);
  }

  /** A body that may be empty. */
  public static Text optionalBody(String field, int max) {
    return new Text(field, max, false, false);
  }

  /**
   * What to store of what somebody wrote.
   *
   * @throws InvalidRequest if it is none of that
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
   * What to store in place of what is stored; that itself where it is written again, whatever rules
   * there were when it was stored.
   *
   * @throws InvalidRequest if it is another text, and none of that
   */
  public String edited(String stored, String written) {
    return written.equals(stored) ? stored : of(written);
  }

  /** A line as it is stored; it may still hold what is refused. */
  public static String clean(String line) {
    return SPACE.matcher(strip(normalized(line, Form.NFC))).replaceAll(" ");
  }

  /** Whether there is nothing to see. */
  public static boolean isBlank(String text) {
    return !VISIBLE.matcher(text).find();
  }

  /** How many characters, in Unicode code points. */
  public static int length(String text) {
    return text.codePointCount(0, text.length());
  }

  /**
   * The form in which texts are searched: the same for what differs in case or composition alone.
   */
  public static String fold(String text) {
    return normalized(text, Form.NFKC)
        .toLowerCase(Locale.ROOT)
        // The small sigma at the end of a word is one nevertheless.
        .replace('\u03c2', '\u03c3');
  }

  /**
   * The form in which labels are compared: that in which they are searched, without what nobody
   * sees, and with one space between the words.
   */
  public static String key(String label) {
    return strip(keyPart(label));
  }

  /** The same of a part of a label, which may begin or end between two words. */
  public static String keyPart(String part) {
    var folded = fold(IGNORED.matcher(part).replaceAll(""));
    // Letters in lower case may compose where those in upper case do not.
    return SPACES.matcher(normalized(folded, Form.NFKC)).replaceAll(" ");
  }

  /** Normalizes what lies between every 30 marks in a row by itself. */
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

  /** A text without white space and zero-width characters at both ends. */
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
