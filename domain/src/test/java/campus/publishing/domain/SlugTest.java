package campus.publishing.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SlugTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "Relations|relations",
        "  Hello,   World!  |hello-world",
        "C++ & Java 25|c-java-25",
        "Größe über alles|größe-über-alles",
        "数学の本|数学の本",
        "नमस्ते दुनिया|नमस्ते-दुनिया",
        "Ünïcode|ünïcode",
        "a/b%c_d\\e|a-b-c-d-e",
        "🦉|untitled",
        "---|untitled",
      })
  void isMadeOfTheTitleInItsScript(String title, String slug) {
    assertThat(Slug.of(title).value()).isEqualTo(slug);
  }

  @Test
  void isOfModestLength() {
    assertThat(Slug.of("word ".repeat(40)).value()).hasSizeLessThanOrEqualTo(80).endsWith("word");
    assertThat(Slug.of("x".repeat(200)).value()).hasSize(80);
  }

  @Test
  void tellsItsNumberFromTheSecondOneOn() {
    assertThat(Slug.of("A").numbered(1).value()).isEqualTo("a");
    assertThat(Slug.of("A").numbered(2).value()).isEqualTo("a-2");
  }
}
