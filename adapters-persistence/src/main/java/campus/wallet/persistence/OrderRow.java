package campus.wallet.persistence;

import campus.shared.domain.Currency;
import campus.shared.domain.Money;
import campus.shared.domain.ResourceId;
import campus.wallet.domain.Account;
import campus.wallet.domain.Order;
import campus.wallet.domain.Order.State;
import campus.wallet.domain.Transfer;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
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
    Instant updateTime) {

  static OrderRow from(Order order, Account buyer, Account seller) {
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
        order.updateTime());
  }

  /** Without the items. */
  Order toDomain() {
    return new Order(
        Order.id(id),
        Account.id(buyerId),
        Account.id(sellerId),
        List.of(),
        new Money(Currency.of(currencyCode), total),
        State.valueOf(state),
        paymentId == null ? null : Transfer.id(paymentId),
        refundId == null ? null : Transfer.id(refundId),
        createTime,
        updateTime);
  }
}
