package campus.wallet.persistence;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface TransferRowRepository extends GenericRepository<TransferRow, UUID> {

  Optional<TransferRow> findById(UUID id);

  boolean existsByReversesId(UUID reversesId);
}
