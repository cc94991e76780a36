package campus.shared.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TextTest {

  private static final Text TITLE = Text.line("title", 10);
  private static final Text NAME = Text.optionalLine("name", 10);
  private static final Text COMMENT = Text.body("body", 10);
  private static final Text BIO = Text.optionalBody("bio", 10);

  private static final String FAMILY = "👨\u200d👩\u200d👧";
  private static final String ENGLAND =
      "🏴\uDB40\uDC67\uDB40\uDC62\uDB40\uDC65\uDB40\uDC6E\uDB40\uDC67\uDB40\uDC7F";

  @ParameterizedTest
  @ValueSource(
      strings = {
        " Notes ",
        "\tNotes\r\n",
        "\u00a0Notes\u3000",
        "\u2007\u200bNotes\u200b\u2007",
        "\ufeffNotes\u2060",
        "\u200dNotes\u200c",
        "\u2028Notes\u0085"
      })
  void whiteSpaceAtTheEndsOfALineIsDropped(String written) {
    assertThat(TITLE.of(written)).isEqualTo("Notes");
  }

  @Test
  void linesAreComposedOfPlainSpaces() {
    assertThat(TITLE.of("Cafe\u0301")).isEqualTo("Café");
    assertThat(TITLE.of("a\u00a0b\u3000c\u202fd")).isEqualTo("a b c d");
    assertThat(TITLE.of("a  b")).isEqualTo("a  b");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "a\u0000b",
        "a\u0007b",
        "a\nb",
        "a\tb",
        "a\u0085b", // control characters
        "a\u200bb",
        "a\u2060b",
        "a\ufeffb",
        "a\u00adb",
        "a\u2062b", // of no width
        "a\u202eb",
        "\u202aa",
        "a\u2066b",
        "a\u2069",
        "\u200ea",
        "a\u200f",
        "a\u061cb", // directions
        "a\u2028b",
        "a\u2029b", // ends of lines
        "a\ud800b", // half of a character
        "a\uDB40\uDC61b", // a tag that belongs to no flag
      })
  void linesHoldNothingInvisible(String written) {
    assertThatThrownBy(() -> TITLE.of(written))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("title: must not hold control or invisible characters");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        FAMILY,
        ENGLAND,
        "❤\ufe0f",
        "می\u200cخواهم",
        "क्\u200dष",
        "C++",
        "🦉",
        "Größe",
        "數學"
      })
  void linesKeepWhatIsSeen(String written) {
    assertThat(TITLE.of(written)).isEqualTo(written);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\t\n",
        "\u200b",
        "\u00a0\u3000",
        "\u200e",
        "\u2060\u00ad",
        "\u3164",
        "\u2800"
      })
  void whatNobodySeesIsEmpty(String written) {
    assertThatThrownBy(() -> TITLE.of(written)).hasMessage("title: must not be empty");
    assertThatThrownBy(() -> COMMENT.of(written)).hasMessage("body: must not be empty");
    assertThat(BIO.of(written)).isEqualTo(written);
  }

  @Test
  void anOptionalLineMayBeEmpty() {
    assertThat(NAME.of("")).isEmpty();
    assertThat(NAME.of(" \u200b")).isEmpty();
    assertThatThrownBy(() -> NAME.of("\u200e")).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void bodiesStayAsTheyAreWritten() {
    var body = " e\u0301\n\u202ea\u00a0 ";
    assertThat(COMMENT.of(body)).isEqualTo(body);
    assertThat(BIO.of(body)).isEqualTo(body);
  }

  @Test
  void charactersAreCountedAfterCleaning() {
    assertThat(TITLE.of("  " + "e\u0301".repeat(10) + "\n")).isEqualTo("é".repeat(10));
    assertThat(TITLE.of("🦉".repeat(10))).isEqualTo("🦉".repeat(10));
    assertThatThrownBy(() -> TITLE.of("x".repeat(11)))
        .hasMessage("title: must be at most 10 characters");
    assertThatThrownBy(() -> BIO.of("x".repeat(11)))
        .hasMessage("bio: must be at most 10 characters");
  }

  @Test
  void whatIsStoredMayStay() {
    assertThat(TITLE.edited("a\u200eb", "a\u200eb")).isEqualTo("a\u200eb");
    assertThat(TITLE.edited("Notes", " Notes ")).isEqualTo("Notes");
    assertThatThrownBy(() -> TITLE.edited("a", "a\u200eb")).isInstanceOf(InvalidRequest.class);
  }

  @ParameterizedTest
  @CsvSource({
    "Café, cafe\u0301",
    "java, 'JA\u200dVA'",
    "java, 'ja\u200bva'",
    "❤, ❤\ufe0f",
    "java, java\u3164",
    "two words, 'two\u00a0 \u3000WORDS'",
    "ΟΔΟΣ, οδος",
    "ﬁn, FIN",
    "™, tm",
    "ǰ, J\u030c",
    "ｊａｖａ, java",
  })
  void keysOfWhatLooksTheSameAreTheSame(String one, String other) {
    assertThat(Text.key(one)).isEqualTo(Text.key(other)).isEqualTo(Text.key(Text.key(one)));
  }

  @Test
  void keysTellTheRestApart() {
    assertThat(Text.key("Größe")).isNotEqualTo(Text.key("Grosse"));
    assertThat(Text.key("C")).isNotEqualTo(Text.key("C++"));
    assertThat(Text.key(ENGLAND)).isNotEqualTo(Text.key("🏴"));
  }

  @Test
  void aPartOfALabelKeepsTheSpaceAtItsEnds() {
    assertThat(Text.keyPart("Two\u00a0 ")).isEqualTo("two ");
  }

  @Test
  @Timeout(60)
  void marksWithoutEndTakeNoTimeWithoutEnd() {
    var marks = "\u0315".repeat(250_000) + "\u0316".repeat(250_000);

    assertThat(Text.fold("A" + marks)).startsWith("a").hasSize(500_001);
    assertThat(Text.fold("A\u0315\u0316")).isEqualTo("a\u0316\u0315");
  }
}
