package campus.wallet.persistence;

import campus.shared.application.write.IdGenerator;
import campus.shared.domain.name.ResourceId;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.Order.State;
import campus.wallet.domain.Transfer;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import io.micronaut.data.annotation.Relation.Cascade;
import io.micronaut.data.annotation.Relation.Kind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("orders")
record OrderRow(
    @Id UUID id,
    UUID buyerId,
    UUID sellerId,
    @Nullable UUID buyerOwnerId,
    @Nullable UUID sellerOwnerId,
    String currencyCode,
    long total,
    String state,
    @Nullable UUID paymentId,
    @Nullable UUID refundId,
    Instant createTime,
    Instant updateTime,
    @Relation(value = Kind.ONE_TO_MANY, mappedBy = "order", cascade = Cascade.PERSIST)
        List<OrderItemRow> items) {

  /**
   * @param ids for the items
   */
  static OrderRow from(Order order, Account buyer, Account seller, IdGenerator ids) {
    var items = new ArrayList<OrderItemRow>();
    for (var item : order.items()) {
      items.add(OrderItemRow.from(item, ids.next(), items.size() + 1));
    }
    return new OrderRow(
        order.id().value(),
        order.buyer().value(),
        order.seller().value(),
        ResourceId.valueOf(buyer.owner()),
        ResourceId.valueOf(seller.owner()),
        order.total().currency().code(),
        order.total().minor(),
        order.state().name(),
        ResourceId.valueOf(order.payment()),
        ResourceId.valueOf(order.refund()),
        order.createTime(),
        order.updateTime(),
        items);
  }

  Order toDomain() {
    return new Order(
        Order.id(id),
        Account.id(buyerId),
        Account.id(sellerId),
        items.stream()
            .sorted(Comparator.comparingInt(OrderItemRow::position))
            .map(OrderItemRow::toDomain)
            .toList(),
        new Money(Currency.of(currencyCode), total),
        State.valueOf(state),
        paymentId == null ? null : Transfer.id(paymentId),
        refundId == null ? null : Transfer.id(refundId),
        createTime,
        updateTime);
  }
}
