package campus.wallet.persistence;

import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.wallet.domain.OrderItem;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Relation;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("order_items")
record OrderItemRow(
    @Id UUID id,
    @Nullable @Relation(Relation.Kind.MANY_TO_ONE) OrderRow order,
    int position,
    String description,
    int quantity,
    String currencyCode,
    long unitPrice) {

  /** Belongs to the order that it is saved with. */
  static OrderItemRow from(OrderItem item, UUID id, int position) {
    return new OrderItemRow(
        id,
        null,
        position,
        item.description(),
        item.quantity(),
        item.unitPrice().currency().code(),
        item.unitPrice().minor());
  }

  OrderItem toDomain() {
    return new OrderItem(description, quantity, new Money(Currency.of(currencyCode), unitPrice));
  }
}
