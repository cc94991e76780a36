package campus.server.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IcuUsernameRulesTest {

  private final IcuUsernameRules rules = new IcuUsernameRules();

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada", "O_o.-", "___", "Größe", "Жанна", "太郎2号", "たろう_x", "김철수", "علي7", "נועה-7", "अदिति",
        "αβγ"
      })
  void allowsNamesOfAllScripts(String name) {
    assertThat(rules.of(name).value()).isEqualTo(name);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "р\u0430ypal", // Cyrillic and Latin
        "ada\u06612", // digits of two scripts
        "\uff21da", // wide
        "\ufb01nn", // a ligature
        "\u16a0\u16a2\u16a6", // runes
        "xyz\u0300\u0300" // the same mark twice
      })
  void refusesWhatDeceives(String name) {
    assertThatThrownBy(() -> rules.of(name))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageStartingWith("username: must be letters and digits of one script");
  }

  @ParameterizedTest
  @ValueSource(strings = {"a/b", "@ada", "ad", "a da", "ada\u200d", "ada\u00b7x", "ada!", "ada\n"})
  void refusesOtherForms(String name) {
    assertThatThrownBy(() -> rules.of(name))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("username: must be 3 to 40 letters, digits, _ . or -");
  }

  @Test
  void composesNames() {
    assertThat(rules.of("Zoe\u0308")).isEqualTo(rules.of("Zoë"));
  }

  @ParameterizedTest
  @CsvSource({
    "paypal, paypa1",
    "paypal, PaypaI",
    "bob, b0b",
    "corn, com",
    "сосо, coco",
    "linda, Iinda"
  })
  void namesThatLookAlikeHaveOneSkeleton(String one, String other) {
    assertThat(rules.of(one).skeleton()).isEqualTo(rules.of(other).skeleton());
    assertThat(rules.of(one).key()).isNotEqualTo(rules.of(other).key());
  }

  /** Those that migration 44 gave to the names of its time, which were ASCII. */
  @Test
  void asciiNamesHaveTheSkeletonsOfTheMigration() {
    for (char c = '-'; c <= 'z'; c++) {
      var name = "x" + c + "x";
      if (name.matches("[A-Za-z0-9_.-]+")) {
        var migrated =
            name.replace("I", "l")
                .replace("1", "l")
                .replace("0", "O")
                .replace("m", "rn")
                .toLowerCase(Locale.ROOT);
        assertThat(rules.of(name).skeleton()).isEqualTo(migrated);
      }
    }
  }
}
