package campus.wallet.persistence;

import campus.wallet.domain.OrderItem;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.util.UUID;

@MappedEntity("order_items")
record OrderItemRow(
    @Id UUID id,
    UUID orderId,
    int position,
    String description,
    int quantity,
    String currencyCode,
    long unitPrice) {

  static OrderItemRow from(OrderItem item, UUID id, UUID order, int position) {
    return new OrderItemRow(
        id,
        order,
        position,
        item.description(),
        item.quantity(),
        item.unitPrice().currency().code(),
        item.unitPrice().minor());
  }
}
