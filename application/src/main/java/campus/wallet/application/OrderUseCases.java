package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.Id;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.OrderItem;
import java.util.List;

/**
 * Placing, paying and cancelling orders. Each method joins the transaction in progress, or is one.
 * CASHIER may do all of it.
 */
public interface OrderUseCases {

  /**
   * Places an order. For the owner of the buyer's account.
   *
   * @throws campus.shared.domain.NotFound if one of the accounts is not there
   * @throws campus.shared.domain.NotAllowed if the buyer's account is not the caller's
   * @throws campus.shared.domain.InvalidRequest if the items come to nothing, or to too much
   * @throws campus.shared.domain.RuleBroken if the accounts are not open, or not in the currency
   */
  Id<Order> create(Caller caller, Id<Account> buyer, Id<Account> seller, List<OrderItem> items);

  /**
   * Pays a pending order. For the owner of the buyer's account.
   *
   * @throws campus.shared.domain.NotFound if the order is not there, or the caller has no part in
   *     it
   * @throws campus.shared.domain.NotAllowed if the buyer's account is not the caller's
   * @throws campus.shared.domain.RuleBroken if it was paid before
   * @throws campus.shared.domain.RuleBroken if it is cancelled
   * @throws campus.shared.domain.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  void pay(Caller caller, Id<Order> order);

  /**
   * Cancels an order: a pending one for both sides, a paid one, which is paid back, for the owner
   * of the seller's account.
   *
   * @throws campus.shared.domain.NotFound if the order is not there, or the caller has no part in
   *     it
   * @throws campus.shared.domain.NotAllowed if it is not for the caller to cancel
   * @throws campus.shared.domain.RuleBroken if it is cancelled already
   * @throws campus.shared.domain.RuleBroken as {@link campus.wallet.domain.Posting#move}
   */
  void cancel(Caller caller, Id<Order> order);
}
