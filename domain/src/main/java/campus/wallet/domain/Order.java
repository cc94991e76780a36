package campus.wallet.domain;

import campus.shared.domain.entity.Identified;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An order between a buyer and a seller: pending, then paid or cancelled. Paying moves the money at
 * once; cancelling a paid order moves it back.
 *
 * @param payment the transfer that paid it, null before
 * @param refund the transfer that paid it back, null for none
 */
public record Order(
    Id<Order> id,
    Id<Account> buyer,
    Id<Account> seller,
    List<OrderItem> items,
    Money total,
    State state,
    @Nullable Id<Transfer> payment,
    @Nullable Id<Transfer> refund,
    Instant createTime,
    Instant updateTime)
    implements Identified<Id<Order>> {

  /** The most items of an order. */
  public static final int MAX_ITEMS = 100;

  /** The life cycle. */
  public enum State {
    PENDING,
    PAID,
    CANCELLED
  }

  public static Id<Order> id(UUID value) {
    return new Id<>(WalletResources.ORDER, value);
  }

  public Order {
    items = List.copyOf(items);
  }

  /**
   * Places an order.
   *
   * @param buyer the paying account
   * @param seller the receiving account
   * @throws InvalidRequest if the total is zero or exceeds 64 bits
   * @throws campus.shared.domain.error.RuleBroken if an account is closed, or the currencies differ
   */
  public static Order place(
      Id<Order> id, Account buyer, Account seller, List<OrderItem> items, Instant now) {
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
      throw WalletErrors.accountClosed(account.id());
    }
  }

  private static void requireCurrency(Account account, Money amount) {
    if (!account.currency().equals(amount.currency())) {
      throw WalletErrors.currencyMismatch(account.id(), amount.currency());
    }
  }

  /**
   * @throws campus.shared.domain.error.RuleBroken if it is paid or cancelled
   */
  public Order pay(Id<Transfer> transfer, Instant now) {
    requireNotCancelled();
    if (state == State.PAID) {
      throw WalletErrors.orderAlreadyPaid(id);
    }
    return new Order(id, buyer, seller, items, total, State.PAID, transfer, null, createTime, now);
  }

  /**
   * @param refund the transfer that pays it back, null if it is unpaid
   * @throws campus.shared.domain.error.RuleBroken if it is cancelled
   */
  public Order cancel(@Nullable Id<Transfer> refund, Instant now) {
    requireNotCancelled();
    return new Order(
        id, buyer, seller, items, total, State.CANCELLED, payment, refund, createTime, now);
  }

  private void requireNotCancelled() {
    if (state == State.CANCELLED) {
      throw WalletErrors.orderCancelled(id);
    }
  }
}
