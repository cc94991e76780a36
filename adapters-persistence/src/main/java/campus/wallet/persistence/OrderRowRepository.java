package campus.wallet.persistence;

import io.micronaut.data.annotation.Join;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OrderRowRepository extends GenericRepository<OrderRow, UUID> {

  /** Saves the items too. */
  void save(OrderRow order);

  /** Locks the order alone: its items never change. */
  @Query(
      "SELECT o.*, i.id AS items_id, i.order_id AS items_order_id, i.position AS items_position,"
          + " i.description AS items_description, i.quantity AS items_quantity,"
          + " i.currency_code AS items_currency_code, i.unit_price AS items_unit_price"
          + " FROM orders o JOIN order_items i ON i.order_id = o.id WHERE o.id = :id"
          + " FOR UPDATE OF o")
  @Join(value = "items", alias = "items_")
  Optional<OrderRow> lock(UUID id);

  @Query(
      "UPDATE orders SET state = :state, payment_id = :paymentId, refund_id = :refundId,"
          + " update_time = :updateTime WHERE id = :id")
  void update(
      UUID id, String state, @Nullable UUID paymentId, @Nullable UUID refundId, Instant updateTime);

  @Query(
      "SELECT EXISTS (SELECT 1 FROM orders WHERE payment_id = :transfer)"
          + " OR EXISTS (SELECT 1 FROM orders WHERE refund_id = :transfer)")
  boolean existsOfTransfer(UUID transfer);

  /** Their items go with them. */
  @Query(
      "DELETE FROM orders WHERE buyer_id = ANY(CAST(:accounts AS uuid[]))"
          + " OR seller_id = ANY(CAST(:accounts AS uuid[]))")
  void deleteOf(@TypeDef(type = DataType.STRING_ARRAY) List<String> accounts);
}
