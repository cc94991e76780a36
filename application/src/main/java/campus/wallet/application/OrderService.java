package campus.wallet.application;

import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.OrderItem;
import campus.wallet.domain.Posting;
import campus.wallet.domain.Transfer;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Races: paying or cancelling an order twice. Guard: the order's row lock, taken before the
 * accounts'. Moving money: as in {@link TransferService}.
 */
record OrderService(Transactions transactions, Movements movements, Orders orders, IdGenerator ids)
    implements OrderUseCases {

  @Override
  public Id<Order> create(
      Caller caller, Id<Account> buyerId, Id<Account> sellerId, List<OrderItem> items) {
    return transactions.write(() -> {
      // Locked against closing.
      var posting = movements.begin(List.of(buyerId, sellerId));
      var buyer = posting.account(buyerId);
      var seller = posting.account(sellerId);
      Access.require(caller, buyer);
      var id = Order.id(ids.next());
      orders.add(Order.place(id, buyer, seller, items, posting.time()), buyer, seller, ids);
      return id;
    });
  }

  @Override
  public void pay(Caller caller, Id<Order> id) {
    transactions.write(() -> {
      var order = orders.lock(id);
      var posting = begin(caller, order);
      Access.require(caller, posting.account(order.buyer()));
      var payment = movements.newId();
      var paid = order.pay(payment, posting.time());
      move(posting, payment, order.buyer(), order.seller(), order, null);
      orders.update(paid);
    });
  }

  @Override
  public void cancel(Caller caller, Id<Order> id) {
    transactions.write(() -> {
      var order = orders.lock(id);
      var posting = begin(caller, order);
      boolean isPaid = order.state() == Order.State.PAID;
      requireMayCancel(caller, isPaid, posting.account(order.seller()));
      var refund = isPaid ? movements.newId() : null;
      var cancelled = order.cancel(refund, posting.time());
      if (refund != null) {
        move(posting, refund, order.seller(), order.buyer(), order, order.payment());
      }
      orders.update(cancelled);
    });
  }

  /** Locks both accounts. Hides the order from callers who may use neither. */
  private Posting begin(Caller caller, Order order) {
    var posting = movements.begin(List.of(order.buyer(), order.seller()));
    if (!Access.may(caller, posting.account(order.buyer()))
        && !Access.may(caller, posting.account(order.seller()))) {
      throw new NotFound(order.id().toName());
    }
    return posting;
  }

  private static void requireMayCancel(Caller caller, boolean isPaid, Account seller) {
    if (isPaid && !Access.may(caller, seller)) {
      throw new NotAllowed("a paid order can be cancelled only by its seller and CASHIER");
    }
  }

  private void move(
      Posting posting,
      Id<Transfer> transfer,
      Id<Account> from,
      Id<Account> to,
      Order order,
      @Nullable Id<Transfer> reverses) {
    posting.move(transfer, from, to, order.total(), order.id().toName(), reverses);
    movements.end(posting);
  }
}
