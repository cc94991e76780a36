package campus.wallet.domain;

import campus.shared.domain.InvalidRequest;
import campus.shared.domain.Money;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer wants of a seller: pending until it is paid, which moves the money at once, or
 * cancelled, which moves it back if it was paid.
 *
 * @param payment the transfer that paid it, null before
 * @param refund the transfer that paid it back, null for none
 */
public record Order(
    OrderId id,
    AccountId buyer,
    AccountId seller,
    List<OrderItem> items,
    Money total,
    State state,
    @Nullable TransferId payment,
    @Nullable TransferId refund,
    Instant createTime,
    Instant updateTime) {

  /** The most items of an order. */
  public static final int MAX_ITEMS = 100;

  /** Where an order is in its life. */
  public enum State {
    PENDING,
    PAID,
    CANCELLED
  }

  public Order {
    items = List.copyOf(items);
  }

  /**
   * Places an order.
   *
   * @param buyer the account that is to pay, open
   * @param seller the account that is to be paid, open and in the same currency
   * @throws InvalidRequest if the items come to nothing, or to more than can be counted
   * @throws CurrencyMismatch if the accounts or the prices are not all in one currency
   * @throws AccountClosed if one of the accounts is
   */
  public static Order place(
      OrderId id, Account buyer, Account seller, List<OrderItem> items, Instant now) {
    if (buyer.id().equals(seller.id())) {
      throw new InvalidRequest("seller_account", "must be another account than buyer_account");
    }
    requireOpen(buyer);
    requireOpen(seller);
    requireCurrency(seller, buyer.balance());
    items.forEach(item -> requireCurrency(buyer, item.unitPrice()));
    return new Order(
        id, buyer.id(), seller.id(), items, total(items), State.PENDING, null, null, now, now);
  }

  private static Money total(List<OrderItem> items) {
    try {
      var total = items.stream().map(OrderItem::price).reduce(Money::plus).orElse(null);
      if (total == null || !total.isPositive()) {
        throw new InvalidRequest("items", "must cost something");
      }
      return total;
    } catch (ArithmeticException e) {
      throw new InvalidRequest("items", "cost more than can be counted");
    }
  }

  private static void requireOpen(Account account) {
    if (account.state() == Account.State.CLOSED) {
      throw new AccountClosed(account.id());
    }
  }

  private static void requireCurrency(Account account, Money amount) {
    if (!account.currency().equals(amount.currency())) {
      throw new CurrencyMismatch(account.id(), amount.currency());
    }
  }

  /**
   * The order after its payment.
   *
   * @throws OrderAlreadyPaid if it was paid before
   * @throws OrderCancelled if it is cancelled
   */
  public Order pay(TransferId transfer, Instant now) {
    requireNotCancelled();
    if (state == State.PAID) {
      throw new OrderAlreadyPaid(id);
    }
    return new Order(id, buyer, seller, items, total, State.PAID, transfer, null, createTime, now);
  }

  /**
   * The order cancelled.
   *
   * @param refund the transfer that pays it back, null where it was not paid
   * @throws OrderCancelled if it is cancelled already
   */
  public Order cancel(@Nullable TransferId refund, Instant now) {
    requireNotCancelled();
    return new Order(
        id, buyer, seller, items, total, State.CANCELLED, payment, refund, createTime, now);
  }

  private void requireNotCancelled() {
    if (state == State.CANCELLED) {
      throw new OrderCancelled(id);
    }
  }
}
