package campus.wallet.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Caller;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Role;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import campus.wallet.domain.OrderItem;
import campus.wallet.domain.WalletResources;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class OrderItemsIT {

  private final TestPersistence persistence = TestPersistence.shared(Engine.POSTGRES_18);

  private static Caller caller(UserId user, Role... roles) {
    return new Caller(user, Set.of(roles), null);
  }

  private Object quantity(Caller caller, ResourceName item) {
    return persistence
        .get(ResourceQueries.class)
        .get(caller, item, ReadMask.of("quantity"))
        .values()
        .getLast();
  }

  @Test
  void areSeenByThoseWhoSeeTheirOrder() {
    var ports = JdbcWalletPorts.empty(Engine.POSTGRES_18);
    var wallet = ports.useCases();
    var ada = ports.users().get();
    var bob = ports.users().get();
    var eve = ports.users().get();
    var euro = Currency.of("EUR");
    var buyer = wallet.accounts().open(ada, euro);
    var seller = wallet.accounts().open(bob, euro);
    var order =
        wallet
            .orders()
            .create(
                caller(ada),
                buyer,
                seller,
                List.of(new OrderItem("Reader", 3, Money.of("EUR", 20, 0))));
    var id =
        persistence
            .get(Statements.class)
            .query(
                "SELECT id FROM order_items WHERE order_id = ?",
                rows -> rows.getObject(1, UUID.class),
                order.value())
            .getFirst();
    var item = WalletResources.ORDER_ITEM.named(order.value(), id);

    for (var party : List.of(caller(ada), caller(bob), caller(eve, Role.CASHIER))) {
      assertThat(quantity(party, item)).isEqualTo(3L);
    }
    for (var stranger : List.of(caller(eve), Caller.ANONYMOUS)) {
      assertThatThrownBy(() -> quantity(stranger, item)).isInstanceOf(NotFound.class);
    }
  }
}
