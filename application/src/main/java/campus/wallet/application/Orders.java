package campus.wallet.application;

import campus.shared.application.write.IdGenerator;
import campus.shared.domain.Id;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.Transfer;
import java.util.Collection;

/** The orders with their items. */
public interface Orders {

  /**
   * Adds an order with its items.
   *
   * @param buyer the account of {@link Order#buyer}
   * @param seller the account of {@link Order#seller}
   * @param ids makes ids of items
   */
  void add(Order order, Account buyer, Account seller, IdGenerator ids);

  /**
   * Gets an order, without its items, and keeps others from changing it until the transaction ends.
   * Comes before any lock on accounts.
   *
   * @throws campus.shared.domain.NotFound if there is no such order
   */
  Order lock(Id<Order> id);

  /** Changes an order that was locked before; its items stay. */
  void update(Order order);

  /** Whether a transfer paid an order, or paid one back. */
  boolean isOfOrder(Id<Transfer> transfer);

  /** Deletes the orders, with their items, that one of these accounts is in. */
  void deleteOf(Collection<Id<Account>> accounts);
}
