package campus.identity.persistence;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface ProfileRowRepository extends GenericRepository<ProfileRow, UUID> {

  void save(ProfileRow profile);

  void update(ProfileRow profile);

  Optional<ProfileRow> findByUserIdForUpdate(UUID userId);

  void deleteByUserId(UUID userId);
}
