package campus.wallet.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Role;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Overlap;
import campus.shared.persistence.testing.TestPersistence;
import campus.wallet.application.TransferUseCases.TransferFunds;
import campus.wallet.application.WalletUseCases;
import campus.wallet.application.testing.WalletPorts;
import campus.wallet.domain.Account;
import campus.wallet.domain.OrderItem;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes of the wallet that meet wait for each other in one order. */
@ParameterizedClass
@EnumSource(Engine.class)
class WalletLocksIT {

  private static final Money PRICE = Money.of("EUR", 10, 0);

  private final Engine engine;
  private final WalletPorts ports;
  private final WalletUseCases useCases;
  private final Overlap overlap;

  WalletLocksIT(Engine engine) {
    this.engine = engine;
    var empty = JdbcWalletPorts.empty(engine);
    overlap = new Overlap(TestPersistence.shared(engine), empty.transactions());
    ports = empty.within(overlap.transactions());
    useCases = ports.useCases();
  }

  @Test
  void deleteUserWaitsForCancelOrder() {
    var buyer = ports.users().get();
    var seller = ports.users().get();
    var me = new Caller(buyer, Set.of(Role.MEMBER), null);
    var from = useCases.accounts().open(buyer, PRICE.currency());
    var to = useCases.accounts().open(seller, PRICE.currency());
    var order = useCases.orders().create(me, from, to, List.of(new OrderItem("Book", 1, PRICE)));

    overlap.run(
        () -> {
          var _ = ports.orders().lock(order);
        },
        () -> ports.transactions().write(() -> useCases.userDependents().deleteOf(List.of(buyer))),
        () -> useCases.orders().cancel(me, order));

    assertThatThrownBy(() -> ports.transactions().write(() -> ports.orders().lock(order)))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> ports.accounts().get(from)).isInstanceOf(NotFound.class);
    assertThat(ports.accounts().get(to).entryCount()).isZero();
  }

  private void erase(UserId user) {
    ports.transactions().write(() -> useCases.userDependents().eraseOf(List.of(user)));
  }

  private Id<Account> emptiedAccountOf(UserId owner) {
    var account = useCases.accounts().open(owner, PRICE.currency());
    useCases.accounts().deposit(account, PRICE, "");
    useCases.accounts().withdraw(account, PRICE, "");
    return account;
  }

  @Test
  void eraseWaitsForIncomingMoneyAndIsRefused() {
    var ada = ports.users().get();
    var account = emptiedAccountOf(ada);

    assertThatThrownBy(() ->
            overlap.run(
                () -> {
                  var _ = ports.accounts().lock(account);
                },
                () -> erase(ada),
                () -> useCases.accounts().deposit(account, PRICE, "")))
        .isInstanceOf(RuleBroken.class)
        .hasFieldOrPropertyWithValue("reason", Reason.ACCOUNT_NOT_EMPTY);
    assertThat(ports.accounts().get(account).owner()).isEqualTo(ada);
  }

  @Test
  void incomingMoneyWaitsForEraseAndIsRefused() {
    var ada = ports.users().get();
    var account = emptiedAccountOf(ada);

    assertThatThrownBy(() ->
            overlap.run(
                () -> erase(ada),
                () -> {
                  var _ = useCases.accounts().deposit(account, PRICE, "");
                },
                () -> {}))
        .isInstanceOf(RuleBroken.class)
        .hasFieldOrPropertyWithValue("reason", Reason.ACCOUNT_CLOSED);
    assertThat(ports.accounts().get(account).owner()).isNull();
    assertThat(ports.accounts().get(account).entryCount()).isEqualTo(2);
  }

  /** Each is a side of transfers of the other. */
  @Test
  void eraseWaitsForEraseOfTheOtherSide() {
    var me = new Caller(null, Set.of(Role.CASHIER), null);
    var ada = ports.users().get();
    var bob = ports.users().get();
    var one = useCases.accounts().open(ada, PRICE.currency());
    var other = useCases.accounts().open(bob, PRICE.currency());
    useCases.accounts().deposit(one, PRICE, "");
    for (int i = 0; i < 3; i++) {
      useCases.transfers().transfer(me, List.of(new TransferFunds(one, other, PRICE, "")));
      useCases.transfers().transfer(me, List.of(new TransferFunds(other, one, PRICE, "")));
    }
    useCases.accounts().withdraw(one, PRICE, "");

    overlap.run(() -> erase(ada), () -> erase(bob), () -> {});

    assertThat(ports.accounts().get(one).owner()).isNull();
    assertThat(ports.accounts().get(other).owner()).isNull();
    assertThat(
            TestPersistence.shared(engine)
                .get(Statements.class)
                .query(
                    "SELECT count(from_owner_id) + count(to_owner_id) FROM transfers",
                    rows -> rows.getLong(1)))
        .containsExactly(0L);
  }
}
