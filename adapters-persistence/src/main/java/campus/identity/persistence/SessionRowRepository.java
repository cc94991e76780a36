package campus.identity.persistence;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface SessionRowRepository extends GenericRepository<SessionRow, UUID> {

  void save(SessionRow session);

  void update(SessionRow session);

  Optional<SessionRow> findByIdForUpdate(UUID id);

  void deleteById(UUID id);

  void deleteByUserId(UUID userId);

  void deleteByUserIdAndIdNotEquals(UUID userId, UUID id);
}
