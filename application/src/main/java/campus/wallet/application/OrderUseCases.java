package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.domain.name.Id;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.OrderItem;
import java.util.List;

/**
 * Places, pays and cancels orders. Each method joins the transaction in progress, or opens one.
 * CASHIER may do all of it.
 *
 * <p>{@link campus.shared.domain.error.NotFound} if an account does not exist, or the order does
 * not or is hidden from the caller.
 */
public interface OrderUseCases {

  /**
   * Places an order. For the owner of the buyer's account.
   *
   * @throws campus.shared.domain.error.NotAllowed for other callers
   * @throws campus.shared.domain.error.InvalidRequest if the total is zero or too large
   * @throws campus.shared.domain.error.RuleBroken if an account is closed or in another currency
   */
  Id<Order> create(Caller caller, Id<Account> buyer, Id<Account> seller, List<OrderItem> items);

  /**
   * Pays a pending order. For the owner of the buyer's account.
   *
   * @throws campus.shared.domain.error.NotAllowed for the seller
   * @throws campus.shared.domain.error.RuleBroken if it is paid or cancelled, or as {@link
   *     campus.wallet.domain.Posting#move}
   */
  void pay(Caller caller, Id<Order> order);

  /**
   * Cancels an order: a pending one for both sides; a paid one, with a refund, for the seller.
   *
   * @throws campus.shared.domain.error.NotAllowed for the buyer of a paid order
   * @throws campus.shared.domain.error.RuleBroken if it is cancelled, or as {@link
   *     campus.wallet.domain.Posting#move}
   */
  void cancel(Caller caller, Id<Order> order);
}
