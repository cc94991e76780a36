package campus.wallet.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The order is cancelled, for good. */
public final class OrderCancelled extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public OrderCancelled(OrderId order) {
    super(Reason.ORDER_CANCELLED, order.toName(), order + " is cancelled");
  }
}
