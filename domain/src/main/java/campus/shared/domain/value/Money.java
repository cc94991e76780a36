package campus.shared.domain.value;

import campus.shared.domain.error.InvalidRequest;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * An exact amount of money, in minor units of its {@link Currency}.
 *
 * @param minor 1050 for 10.50 EUR; may be negative
 */
public record Money(Currency currency, long minor) {

  private static final int NANO_DIGITS = 9;

  public static Money zero(Currency currency) {
    return new Money(currency, 0);
  }

  /**
   * Parses an amount of whole units and billionths (nanos), both of the same sign.
   *
   * @throws InvalidRequest if the currency is unknown or has fewer decimals, or the amount exceeds
   *     64 bits
   */
  public static Money of(String currencyCode, long units, int nanos) {
    var currency = Currency.find(currencyCode);
    if (currency == null) {
      throw new InvalidRequest("currency_code", "must be a currency of ISO 4217, like EUR");
    }
    if (Math.abs((long) nanos) > 999_999_999) {
      throw new InvalidRequest("nanos", "must be between -999999999 and 999999999");
    }
    if ((units > 0 && nanos < 0) || (units < 0 && nanos > 0)) {
      throw new InvalidRequest("nanos", "must have the sign of units");
    }
    try {
      return of(currency, BigDecimal.valueOf(units).add(BigDecimal.valueOf(nanos, NANO_DIGITS)));
    } catch (ArithmeticException e) {
      int digits = currency.digits();
      throw nanos % power(NANO_DIGITS - digits) == 0
          ? new InvalidRequest("units", "is more than can be counted")
          : new InvalidRequest(
              "nanos", "has more decimals than " + currencyCode + ", which has " + digits);
    }
  }

  /** Parses the form of {@link #toString}; null if it is invalid. */
  public static @Nullable Money parse(String text) {
    int space = text.lastIndexOf(' ');
    var currency = space < 0 ? null : Currency.find(text.substring(space + 1));
    if (currency == null || !text.substring(0, space).matches("-?\\d{1,19}(\\.\\d{1,9})?")) {
      return null;
    }
    try {
      return of(currency, new BigDecimal(text.substring(0, space)));
    } catch (ArithmeticException e) {
      return null;
    }
  }

  private static Money of(Currency currency, BigDecimal amount) {
    return new Money(currency, amount.movePointRight(currency.digits()).longValueExact());
  }

  public boolean isPositive() {
    return minor > 0;
  }

  public boolean isNegative() {
    return minor < 0;
  }

  /**
   * @throws ArithmeticException if the sum exceeds 64 bits
   */
  public Money plus(Money other) {
    requireSame(other);
    return new Money(currency, Math.addExact(minor, other.minor));
  }

  /**
   * @throws ArithmeticException if the difference exceeds 64 bits
   */
  public Money minus(Money other) {
    requireSame(other);
    return new Money(currency, Math.subtractExact(minor, other.minor));
  }

  /**
   * @throws ArithmeticException if the product exceeds 64 bits
   */
  public Money times(long factor) {
    return new Money(currency, Math.multiplyExact(minor, factor));
  }

  public Money negated() {
    return new Money(currency, Math.negateExact(minor));
  }

  /** Whole units, rounded towards zero. */
  public long units() {
    return minor / power(currency.digits());
  }

  /** The fraction, in billionths (nanos). */
  public int nanos() {
    int digits = currency.digits();
    return (int) (minor % power(digits) * power(NANO_DIGITS - digits));
  }

  private static long power(int digits) {
    long power = 1;
    for (int i = 0; i < digits; i++) {
      power *= 10;
    }
    return power;
  }

  private void requireSame(Money other) {
    if (!currency.equals(other.currency)) {
      throw new IllegalArgumentException(this + " and " + other + " do not add up");
    }
  }

  /** For messages and filters: {@code 10.50 EUR}. */
  @Override
  public String toString() {
    return BigDecimal.valueOf(minor, currency.digits()).toPlainString() + " " + currency.code();
  }
}
