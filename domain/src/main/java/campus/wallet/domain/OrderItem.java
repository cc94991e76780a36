package campus.wallet.domain;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.value.Checks;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Text;

/** A line of an order. */
public record OrderItem(String description, int quantity, Money unitPrice) {

  private static final int MAX_QUANTITY = 1_000_000;
  private static final Text DESCRIPTION = Text.line("description", 200);

  public OrderItem {
    description = DESCRIPTION.of(description);
    Checks.range("quantity", quantity, 1, MAX_QUANTITY);
    if (unitPrice.isNegative()) {
      throw new InvalidRequest("unit_price", "must not be below zero");
    }
  }

  /**
   * @throws ArithmeticException if it exceeds 64 bits
   */
  Money price() {
    return unitPrice.times(quantity);
  }
}
