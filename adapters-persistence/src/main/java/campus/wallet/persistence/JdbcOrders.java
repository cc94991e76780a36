package campus.wallet.persistence;

import campus.shared.application.write.IdGenerator;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceId;
import campus.wallet.application.Orders;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.Transfer;
import jakarta.inject.Singleton;
import java.util.Collection;

@Singleton
record JdbcOrders(OrderRowRepository orders) implements Orders {

  @Override
  public void add(Order order, Account buyer, Account seller, IdGenerator ids) {
    orders.save(OrderRow.from(order, buyer, seller, ids));
  }

  @Override
  public Order lock(Id<Order> id) {
    return orders
        .lock(id.value())
        .map(OrderRow::toDomain)
        .orElseThrow(() -> new NotFound(id.toName()));
  }

  @Override
  public void update(Order order) {
    orders.update(
        order.id().value(),
        order.state().name(),
        ResourceId.valueOf(order.payment()),
        ResourceId.valueOf(order.refund()),
        order.updateTime());
  }

  @Override
  public boolean isOfOrder(Id<Transfer> transfer) {
    return orders.existsOfTransfer(transfer.value());
  }

  @Override
  public void deleteOf(Collection<Id<Account>> accounts) {
    orders.deleteOf(accounts.stream().map(id -> id.value().toString()).toList());
  }
}
