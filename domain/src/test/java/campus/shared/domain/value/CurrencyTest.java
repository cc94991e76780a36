package campus.shared.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class CurrencyTest {

  /** Where a later JDK differs, what is stored decides: see {@link Currency}. */
  @Test
  void knowsTheCurrenciesOfTheJdkWithTheirDecimals() {
    assertThat(java.util.Currency.getAvailableCurrencies())
        .filteredOn(known -> known.getDefaultFractionDigits() >= 0)
        .isNotEmpty()
        .allSatisfy(known ->
            assertThat(Currency.find(known.getCurrencyCode()))
                .isEqualTo(
                    new Currency(known.getCurrencyCode(), known.getDefaultFractionDigits())));
  }

  @Test
  void knowsNothingThatIsNoMoney() {
    assertThat(Currency.find("XXX")).isNull();
    assertThat(Currency.find("eur")).isNull();
    assertThat(Currency.find("")).isNull();
    assertThatThrownBy(() -> Currency.of("XAU")).isInstanceOf(IllegalArgumentException.class);
  }
}
