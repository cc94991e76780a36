package campus.wallet.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Role;
import campus.wallet.application.TransferUseCases.TransferFunds;
import campus.wallet.application.WalletUseCases;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.OrderItem;
import campus.wallet.domain.Transfer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;

/**
 * What the wallet does, in the simplest way: numbers that change. Does the same steps with the
 * wallet and compares what comes of each, and what everybody holds afterwards.
 */
public final class WalletModel {

  private static final Currency EUR = Currency.of("EUR");

  /** Something that is done. The numbers choose among what there is, or say how much. */
  public record Step(Kind kind, int first, int second, int amount) {}

  /** What can be done. */
  public enum Kind {
    OPEN,
    CLOSE,
    DEPOSIT,
    WITHDRAW,
    TRANSFER,
    BATCH,
    REVERSE,
    ORDER,
    PAY,
    CANCEL
  }

  private record Moved(int from, int to, long amount) {}

  private record Ordered(int buyer, int seller, long total, String state, int payment) {}

  private static final int HOUSE = -1;
  private static final Instant END_OF_TIME = Instant.parse("9999-12-31T23:59:59Z");

  private final WalletPorts ports;
  private final WalletUseCases wallet;
  private final Caller cashier;
  private final UserId owner;

  private final List<Id<Account>> accounts = new ArrayList<>();
  private final List<Id<Transfer>> transferIds = new ArrayList<>();
  private final List<Id<Order>> orderIds = new ArrayList<>();
  private final Map<Integer, Long> balances = new HashMap<>();
  private final Set<Integer> closed = new HashSet<>();
  private final List<Moved> moved = new ArrayList<>();
  private final Set<Integer> irreversible = new HashSet<>();
  private final List<Ordered> orders = new ArrayList<>();

  public WalletModel(WalletPorts ports) {
    this.ports = ports;
    this.wallet = ports.useCases();
    this.owner = ports.users().get();
    this.cashier = new Caller(owner, Set.of(Role.CASHIER), null);
    balances.put(HOUSE, 0L);
  }

  /** Does the steps, and compares after each. */
  public void check(List<Step> steps) {
    for (var step : steps) {
      take(step);
      for (int i = 0; i < accounts.size(); i++) {
        var held = wallet.accounts().balanceAt(cashier, accounts.get(i), END_OF_TIME);
        assertThat(held.minor()).as("account %s after %s", i, step).isEqualTo(balances.get(i));
      }
    }
    assertThat(wallet.ledger().verify()).isEmpty();
  }

  private void take(Step step) {
    if (accounts.isEmpty() && step.kind() != Kind.OPEN) {
      return;
    }
    int a = accounts.isEmpty() ? 0 : step.first() % accounts.size();
    int b = accounts.isEmpty() ? 0 : step.second() % accounts.size();
    switch (step.kind()) {
      case OPEN -> {
        balances.put(accounts.size(), 0L);
        accounts.add(wallet.accounts().open(owner, EUR));
      }
      case CLOSE -> {
        var expected =
            closed.contains(a) ? "ACCOUNT_CLOSED" : balance(a) != 0 ? "ACCOUNT_NOT_EMPTY" : "OK";
        expect(
            expected,
            () -> {
              wallet.accounts().close(cashier, accounts.get(a));
              return List.of();
            });
        if (expected.equals("OK")) {
          closed.add(a);
        }
      }
      case DEPOSIT ->
          move(
              List.of(new Moved(HOUSE, a, step.amount())),
              () -> List.of(wallet.accounts().deposit(accounts.get(a), euros(step.amount()), "")));
      case WITHDRAW ->
          move(
              List.of(new Moved(a, HOUSE, step.amount())),
              () -> List.of(wallet.accounts().withdraw(accounts.get(a), euros(step.amount()), "")));
      case TRANSFER -> {
        if (a != b) {
          transfer(List.of(new Moved(a, b, step.amount())));
        }
      }
      case BATCH -> {
        if (a != b) {
          transfer(
              List.of(
                  new Moved(a, b, step.amount()),
                  new Moved(b, a, 2L * step.amount()),
                  new Moved(a, b, step.amount())));
        }
      }
      case REVERSE -> reverse(step);
      case ORDER -> {
        if (a != b) {
          order(a, b, step.amount());
        }
      }
      case PAY -> pay(step);
      case CANCEL -> cancel(step);
    }
  }

  private void transfer(List<Moved> all) {
    move(
        all,
        () ->
            wallet
                .transfers()
                .transfer(
                    cashier,
                    all.stream()
                        .map(one ->
                            new TransferFunds(
                                accounts.get(one.from()),
                                accounts.get(one.to()),
                                euros(one.amount()),
                                ""))
                        .toList()));
  }

  private void reverse(Step step) {
    if (moved.isEmpty()) {
      return;
    }
    int index = step.first() % moved.size();
    var one = moved.get(index);
    var back = new Moved(one.to(), one.from(), one.amount());
    if (irreversible.contains(index)) {
      var reason = outcome(() -> List.of(wallet.transfers().reverse(transferIds.get(index))));
      assertThat(reason).isIn("ALREADY_REVERSED", "NOT_REVERSIBLE");
    } else if (move(
        List.of(back), () -> List.of(wallet.transfers().reverse(transferIds.get(index))))) {
      irreversible.add(index);
      irreversible.add(moved.size() - 1);
    }
  }

  private void order(int buyer, int seller, int price) {
    var expected = closed.contains(buyer) || closed.contains(seller) ? "ACCOUNT_CLOSED" : "OK";
    expect(
        expected,
        () -> {
          var items = List.of(new OrderItem("x", 3, euros(price)));
          orderIds.add(
              wallet.orders().create(cashier, accounts.get(buyer), accounts.get(seller), items));
          return List.of();
        });
    if (expected.equals("OK")) {
      orders.add(new Ordered(buyer, seller, 3L * price, "PENDING", -1));
    }
  }

  private void pay(Step step) {
    if (orders.isEmpty()) {
      return;
    }
    int index = step.first() % orders.size();
    var order = orders.get(index);
    if (!order.state().equals("PENDING")) {
      expect(
          order.state().equals("PAID") ? "ORDER_ALREADY_PAID" : "ORDER_CANCELLED",
          () -> pay(index));
    } else if (move(
        List.of(new Moved(order.buyer(), order.seller(), order.total())), () -> pay(index))) {
      irreversible.add(moved.size() - 1);
      orders.set(
          index,
          new Ordered(order.buyer(), order.seller(), order.total(), "PAID", moved.size() - 1));
    }
  }

  private List<Id<Transfer>> pay(int index) {
    wallet.orders().pay(cashier, orderIds.get(index));
    return List.of(paymentOf(index, false));
  }

  private void cancel(Step step) {
    if (orders.isEmpty()) {
      return;
    }
    int index = step.first() % orders.size();
    var order = orders.get(index);
    var cancelled =
        new Ordered(order.buyer(), order.seller(), order.total(), "CANCELLED", order.payment());
    switch (order.state()) {
      case "PENDING" -> {
        expect("OK", () -> cancel(index, false));
        orders.set(index, cancelled);
      }
      case "PAID" -> {
        if (move(
            List.of(new Moved(order.seller(), order.buyer(), order.total())),
            () -> cancel(index, true))) {
          irreversible.add(moved.size() - 1);
          orders.set(index, cancelled);
        }
      }
      default -> expect("ORDER_CANCELLED", () -> cancel(index, false));
    }
  }

  private List<Id<Transfer>> cancel(int index, boolean paid) {
    wallet.orders().cancel(cashier, orderIds.get(index));
    return paid ? List.of(paymentOf(index, true)) : List.of();
  }

  private Id<Transfer> paymentOf(int index, boolean refund) {
    var order = ports.transactions().write(() -> ports.orders().lock(orderIds.get(index)));
    return Objects.requireNonNull(refund ? order.refund() : order.payment());
  }

  /** Moves money here and there; tells whether it moved. */
  private boolean move(List<Moved> all, Supplier<List<Id<Transfer>>> call) {
    var before = Map.copyOf(balances);
    var expected = "OK";
    for (var one : all) {
      // The account that it goes out of is looked at first.
      if (closed.contains(one.from())) {
        expected = "ACCOUNT_CLOSED";
      } else if (one.from() != HOUSE && balance(one.from()) < one.amount()) {
        expected = "INSUFFICIENT_FUNDS";
      } else if (closed.contains(one.to())) {
        expected = "ACCOUNT_CLOSED";
      }
      if (!expected.equals("OK")) {
        balances.putAll(before);
        break;
      }
      balances.merge(one.from(), -one.amount(), Long::sum);
      balances.merge(one.to(), one.amount(), Long::sum);
    }
    expect(expected, call);
    if (expected.equals("OK")) {
      moved.addAll(all);
    }
    return expected.equals("OK");
  }

  private long balance(int account) {
    return balances.getOrDefault(account, 0L);
  }

  private void expect(String expected, Supplier<List<Id<Transfer>>> call) {
    assertThat(outcome(call)).isEqualTo(expected);
  }

  private String outcome(Supplier<List<Id<Transfer>>> call) {
    try {
      transferIds.addAll(call.get());
      return "OK";
    } catch (DomainError e) {
      return e.reason().name();
    }
  }

  private static Money euros(long minor) {
    return new Money(EUR, minor);
  }
}
