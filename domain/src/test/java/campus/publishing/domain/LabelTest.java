package campus.publishing.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.value.Text;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LabelTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "java",
        "C++",
        "Größe",
        "🦉",
        "two words",
        "12345678901234567890123456789012345678901234567890"
      })
  void takesLabels(String text) {
    assertThat(Label.of(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "\u200b",
        "a\nb",
        "ja\u200bva",
        "java\u202e",
        "123456789012345678901234567890123456789012345678901"
      })
  void refusesOtherLabels(String text) {
    assertThatThrownBy(() -> Label.of(text))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageStartingWith("label: must ");
  }

  @Test
  void cleansWhatIsWritten() {
    assertThat(Label.of(" Cafe\u0301\u00a0crème\u200b")).isEqualTo(Label.of("Café crème"));
  }

  @Test
  void takesStoredLabelsAsTheyAre() {
    assertThat(new Label("\u200b").value()).isEqualTo("\u200b");
  }

  @Test
  void foldsWhatIsSearched() {
    assertThat(Text.fold("ΟΔΟΣ")).isEqualTo(Text.fold("οδος")).isEqualTo("οδοσ");
    assertThat(Text.fold("e\u0301")).isEqualTo("é");
    assertThat(new SearchText("  Relational DAT ").key()).isEqualTo("relational dat");
    assertThatThrownBy(() -> new SearchText(" \t\u200b")).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> new SearchText("x".repeat(201))).isInstanceOf(InvalidRequest.class);
  }
}
