package campus.library.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class IsbnTest {

  @ParameterizedTest
  @ValueSource(strings = {"0-7475-3269-9", "9780747532699", "978-0-7475-3269-9", "0747532699"})
  void allFormsOfANumberAreTheSame(String form) {
    assertThat(new Isbn(form).value()).isEqualTo("9780747532699");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0-8044-2957-X", "080442957x", "9780804429573"})
  void tenIsX(String form) {
    assertThat(new Isbn(form).value()).isEqualTo("9780804429573");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "9780747532690",
        "0747532698",
        "97807475326990",
        "X747532699",
        "9770747532692",
        "\u0661\u0667\u0664\u0667\u0665\u0663\u0662\u0666\u0669\u0669",
        "ISBN 0747532699"
      })
  void othersAreRefused(String text) {
    assertThatThrownBy(() -> new Isbn(text)).isInstanceOf(InvalidRequest.class);
  }
}
