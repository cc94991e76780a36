package campus.shared.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MoneyTest {

  private static final Currency EUR = Currency.of("EUR");

  @ParameterizedTest
  @CsvSource({
    "EUR, 10, 500000000, 1050, 10.50 EUR",
    "EUR, -10, -500000000, -1050, -10.50 EUR",
    "EUR, 0, -10000000, -1, -0.01 EUR",
    "JPY, 7, 0, 7, 7 JPY",
    "TND, 1, 1000000, 1001, 1.001 TND",
    "EUR, 92233720368547758, 70000000, 9223372036854775807, 92233720368547758.07 EUR",
    "EUR, -92233720368547758, -80000000, -9223372036854775808, -92233720368547758.08 EUR"
  })
  void isExact(String currency, long units, int nanos, long minor, String text) {
    var money = Money.of(currency, units, nanos);

    assertThat(money).isEqualTo(new Money(Currency.of(currency), minor));
    assertThat(money.units()).isEqualTo(units);
    assertThat(money.nanos()).isEqualTo(nanos);
    assertThat(money).hasToString(text);
    assertThat(Money.parse(text)).isEqualTo(money);
  }

  @ParameterizedTest
  @CsvSource({
    "EUR, 1, 1, nanos",
    "EUR, 1, -10000000, nanos",
    "EUR, 0, 1000000000, nanos",
    "JPY, 0, 500000000, nanos",
    "EUR, 92233720368547758, 80000000, units",
    "EUR, 9223372036854775807, 0, units",
    "XXX, 1, 0, currency_code",
    "eur, 1, 0, currency_code",
    "'', 1, 0, currency_code"
  })
  void refusesWhatIsNone(String currency, long units, int nanos, String field) {
    assertThatThrownBy(() -> Money.of(currency, units, nanos))
        .isInstanceOfSatisfying(
            InvalidRequest.class,
            e ->
                assertThat(e.violations())
                    .extracting(InvalidRequest.Violation::field)
                    .containsExactly(field));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "EUR",
        "1",
        "1 XXX",
        "1,5 EUR",
        "1.005 EUR",
        ".5 EUR",
        "1e3 EUR",
        "+1 EUR",
        "92233720368547758.08 EUR",
        "1  EUR"
      })
  void readsNothingElse(String text) {
    assertThat(Money.parse(text)).isNull();
  }

  @Test
  void neverOverflows() {
    var most = new Money(EUR, Long.MAX_VALUE);
    var least = new Money(EUR, Long.MIN_VALUE);
    var cent = new Money(EUR, 1);

    assertThatThrownBy(() -> most.plus(cent)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> least.minus(cent)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(least::negated).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> most.times(2)).isInstanceOf(ArithmeticException.class);
    var yen = Money.zero(Currency.of("JPY"));
    assertThatThrownBy(() -> cent.plus(yen)).isInstanceOf(IllegalArgumentException.class);
  }
}
