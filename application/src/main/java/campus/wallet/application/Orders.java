package campus.wallet.application;

import campus.shared.application.write.IdGenerator;
import campus.shared.domain.name.Id;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.Transfer;
import java.util.Collection;

public interface Orders {

  /**
   * Adds an order with its items.
   *
   * @param buyer the account of {@link Order#buyer}
   * @param seller the account of {@link Order#seller}
   * @param ids for the items
   */
  void add(Order order, Account buyer, Account seller, IdGenerator ids);

  /**
   * Locks an order. Precedes any lock on accounts.
   *
   * @throws campus.shared.domain.error.NotFound if it does not exist
   */
  Order lock(Id<Order> id);

  /** Updates a locked order, not its items. */
  void update(Order order);

  /** Whether a transfer is the payment or refund of an order. */
  boolean isOfOrder(Id<Transfer> transfer);

  /** Deletes the orders of some accounts, with their items. */
  void deleteOf(Collection<Id<Account>> accounts);
}
