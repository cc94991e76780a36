package campus.wallet.application.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.OrderItem;
import campus.wallet.domain.Posting;
import campus.wallet.domain.Transfer;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What every implementation of the wallet's driven ports keeps. */
public abstract class WalletContract {

  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");
  private static final Currency EUR = Currency.of("EUR");

  private WalletPorts ports = InMemoryWallet.create();

  /** The ports, with nothing in them. */
  protected abstract WalletPorts emptyPorts();

  @BeforeEach
  void begin() {
    ports = emptyPorts();
  }

  private static Money euros(long minor) {
    return new Money(EUR, minor);
  }

  private Account add(UserId owner) {
    var account = Account.open(Account.id(UUID.randomUUID()), owner, EUR, NOW);
    ports.transactions().write(() -> ports.accounts().add(account));
    return account;
  }

  private Account house() {
    var made = Account.open(Account.id(UUID.randomUUID()), null, EUR, NOW);
    var id = ports.transactions().write(() -> ports.accounts().house(EUR, made));
    return ports.accounts().get(id);
  }

  private Posting post(Id<Account> from, Id<Account> to, long amount, Instant time) {
    return ports
        .transactions()
        .write(() -> {
          var locked = ports.accounts().lockAll(List.of(from, to));
          var posting = new Posting(locked, UUID::randomUUID, time);
          posting.move(Transfer.id(UUID.randomUUID()), from, to, euros(amount), "", null);
          ports.ledger().post(posting);
          return posting;
        });
  }

  @Test
  void keepsAccounts() {
    var account = add(ports.users().get());

    assertThat(ports.accounts().get(account.id())).isEqualTo(account);
    var missing = Account.id(UUID.randomUUID());
    assertThatThrownBy(() -> ports.accounts().get(missing)).isInstanceOf(NotFound.class);
    var nobody = new UserId(UUID.randomUUID());
    assertThatThrownBy(() -> add(nobody))
        .isInstanceOfSatisfying(
            NotFound.class, e -> assertThat(e.resource()).isEqualTo(nobody.toName()));
  }

  @Test
  void locksInTheOrderOfIds() {
    var owner = ports.users().get();
    var ids = Stream.generate(() -> add(owner).id()).limit(9).toList();

    var locked =
        ports
            .transactions()
            .write(() ->
                ports
                    .accounts()
                    .lockAll(
                        Stream.concat(ids.stream(), Stream.of(Account.id(UUID.randomUUID())))
                            .toList()));

    assertThat(locked)
        .extracting(Account::id)
        .containsExactlyElementsOf(
            ids.stream().sorted(Comparator.comparing(id -> id.value().toString())).toList());
    assertThat(ports.transactions().write(() -> ports.accounts().lockOf(List.of(owner))))
        .isEqualTo(locked);
  }

  @Test
  void hasOneHouseForACurrency() {
    assertThat(house()).isEqualTo(house());
    assertThat(house().isHouse()).isTrue();
  }

  @Test
  void keepsAccountsOfErasedUsersApartFromTheHouse() {
    var house = house();
    for (int i = 0; i < 2; i++) {
      var owner = ports.users().get();
      var account = add(owner);
      post(house.id(), account.id(), 10, NOW);
      post(account.id(), house.id(), 10, NOW.plusSeconds(1));
      ports
          .transactions()
          .write(() -> {
            ports.accounts().update(ports.accounts().lock(account.id()).erase(NOW.plusSeconds(2)));
            ports.accounts().disown(List.of(owner));
          });

      var erased = ports.accounts().get(account.id());
      assertThat(erased.owner()).isNull();
      assertThat(erased.isHouse()).isFalse();
      assertThat(erased.entryCount()).isEqualTo(2);
      assertThat(ports.transactions().write(() -> ports.accounts().lockOf(List.of(owner))))
          .isEmpty();
    }
    assertThat(house().id()).isEqualTo(house.id());
    assertThat(ports.ledger().discrepancies(10)).isEmpty();
  }

  @Test
  void keepsWhatIsPosted() {
    var account = add(ports.users().get());
    var house = house();

    var first = post(house.id(), account.id(), 1000, NOW);
    var second = post(house.id(), account.id(), 50, NOW.plusSeconds(1));

    var now = ports.accounts().get(account.id());
    assertThat(now.balance()).isEqualTo(euros(1050));
    assertThat(now.entryCount()).isEqualTo(2);
    assertThat(now.updateTime()).isEqualTo(NOW.plusSeconds(1));
    assertThat(ports.accounts().get(house.id()).balance()).isEqualTo(euros(-1050));
    for (var transfer : List.of(first, second)) {
      var made = transfer.transfers().getFirst();
      assertThat(ports.ledger().get(made.id())).isEqualTo(made);
    }
    assertThat(ports.ledger().discrepancies(10)).isEmpty();
  }

  @Test
  void tellsWhatWasHeldAtATime() {
    var account = add(ports.users().get());
    var house = house().id();
    post(house, account.id(), 1000, NOW);
    post(house, account.id(), 1, NOW.plusSeconds(1));
    post(house, account.id(), 2, NOW.plusSeconds(1));

    assertThat(ports.accounts().balanceAt(account.id(), NOW.minusSeconds(1))).isEmpty();
    assertThat(ports.accounts().balanceAt(account.id(), NOW)).contains(euros(1000));
    assertThat(ports.accounts().balanceAt(account.id(), NOW.plusSeconds(1))).contains(euros(1003));
  }

  @Test
  void knowsWhatIsReversed() {
    var account = add(ports.users().get());
    var house = house().id();
    var transfer = post(house, account.id(), 10, NOW).transfers().getFirst();
    assertThat(ports.ledger().isReversed(transfer.id())).isFalse();

    ports
        .transactions()
        .write(() -> {
          var locked = ports.accounts().lockAll(List.of(house, account.id()));
          var posting = new Posting(locked, UUID::randomUUID, NOW);
          posting.move(
              Transfer.id(UUID.randomUUID()), account.id(), house, euros(10), "", transfer.id());
          ports.ledger().post(posting);
        });

    assertThat(ports.ledger().isReversed(transfer.id())).isTrue();
  }

  @Test
  void keepsOrders() {
    var buyer = add(ports.users().get());
    var seller = add(ports.users().get());
    var house = house().id();
    var payment = post(house, buyer.id(), 10, NOW).transfers().getFirst().id();
    var order =
        Order.place(
            Order.id(UUID.randomUUID()),
            buyer,
            seller,
            List.of(new OrderItem("A book", 2, euros(4)), new OrderItem("A pen", 1, euros(2))),
            NOW);
    ports.transactions().write(() -> ports.orders().add(order, buyer, seller, UUID::randomUUID));

    var locked = ports.transactions().write(() -> ports.orders().lock(order.id()));
    assertThat(locked.total()).isEqualTo(euros(10));
    assertThat(locked.state()).isEqualTo(Order.State.PENDING);
    assertThat(locked).isEqualTo(order);
    ports.transactions().write(() -> ports.orders().update(locked.pay(payment, NOW)));

    assertThat(ports.transactions().write(() -> ports.orders().lock(order.id())).state())
        .isEqualTo(Order.State.PAID);
    assertThat(ports.orders().isOfOrder(payment)).isTrue();
    assertThat(ports.orders().isOfOrder(Transfer.id(UUID.randomUUID()))).isFalse();
  }

  @Test
  void deletesAccountsWithTheirOrders() {
    var buyer = add(ports.users().get());
    var seller = add(ports.users().get());
    var order =
        Order.place(
            Order.id(UUID.randomUUID()),
            buyer,
            seller,
            List.of(new OrderItem("A book", 1, euros(5))),
            NOW);
    ports
        .transactions()
        .write(() -> {
          ports.orders().add(order, buyer, seller, UUID::randomUUID);
          ports.orders().deleteOf(List.of(seller.id()));
          ports.accounts().deleteAll(List.of(seller.id()));
        });

    assertThatThrownBy(() -> ports.accounts().get(seller.id())).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> ports.transactions().write(() -> ports.orders().lock(order.id())))
        .isInstanceOf(NotFound.class);
    assertThat(ports.accounts().get(buyer.id())).isEqualTo(buyer);
  }
}
