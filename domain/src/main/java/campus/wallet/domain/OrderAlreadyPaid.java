package campus.wallet.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The order has been paid. */
public final class OrderAlreadyPaid extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public OrderAlreadyPaid(OrderId order) {
    super(Reason.ORDER_ALREADY_PAID, order.toName(), order + " has been paid already");
  }
}
