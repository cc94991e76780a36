package campus.wallet.persistence;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface OrderItemRowRepository extends GenericRepository<OrderItemRow, UUID> {

  void saveAll(List<OrderItemRow> items);
}
