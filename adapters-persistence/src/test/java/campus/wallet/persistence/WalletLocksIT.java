package campus.wallet.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Role;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Overlap;
import campus.shared.persistence.testing.TestPersistence;
import campus.wallet.application.WalletUseCases;
import campus.wallet.application.testing.WalletPorts;
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

  private final WalletPorts ports;
  private final WalletUseCases useCases;
  private final Overlap overlap;

  WalletLocksIT(Engine engine) {
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
}
