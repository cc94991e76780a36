package campus.wallet.domain;

import campus.shared.domain.Id;
import campus.shared.domain.Identified;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.Money;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a buyer wants of a seller: pending until it is paid, which moves the money at once, or
 * cancelled, which moves it back if it was paid.
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

  /** Where an order is in its life. */
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
   * @param buyer the account that is to pay, open
   * @param seller the account that is to be paid, open and in the same currency
   * @throws InvalidRequest if the items come to nothing, or to more than can be counted
   * @throws campus.shared.domain.RuleBroken if the accounts or the prices are not all in one
   *     currency
   * @throws campus.shared.domain.RuleBroken if one of the accounts is
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
   * The order after its payment.
   *
   * @throws campus.shared.domain.RuleBroken if it was paid before
   * @throws campus.shared.domain.RuleBroken if it is cancelled
   */
  public Order pay(Id<Transfer> transfer, Instant now) {
    requireNotCancelled();
    if (state == State.PAID) {
      throw WalletErrors.orderAlreadyPaid(id);
    }
    return new Order(id, buyer, seller, items, total, State.PAID, transfer, null, createTime, now);
  }

  /**
   * The order cancelled.
   *
   * @param refund the transfer that pays it back, null where it was not paid
   * @throws campus.shared.domain.RuleBroken if it is cancelled already
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
