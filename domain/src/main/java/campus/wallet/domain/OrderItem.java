package campus.wallet.domain;

import campus.shared.domain.Checks;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.Money;

/** What is bought: how many of it, at which price for one. */
public record OrderItem(String description, int quantity, Money unitPrice) {

  private static final int MAX_QUANTITY = 1_000_000;
  private static final int MAX_DESCRIPTION = 200;

  public OrderItem {
    int length = description.codePointCount(0, description.length());
    if (length < 1 || length > MAX_DESCRIPTION) {
      throw new InvalidRequest("description", "must be 1 to 200 characters");
    }
    Checks.range("quantity", quantity, 1, MAX_QUANTITY);
    if (unitPrice.isNegative()) {
      throw new InvalidRequest("unit_price", "must not be below zero");
    }
  }

  /**
   * @throws ArithmeticException if it is more than can be counted
   */
  Money price() {
    return unitPrice.times(quantity);
  }
}
