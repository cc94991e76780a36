package campus.identity.persistence;

import io.micronaut.data.annotation.Join;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface UserRowRepository extends GenericRepository<UserRow, UUID> {

  void save(UserRow user);

  void update(UserRow user);

  Optional<UserRow> findByIdForUpdate(UUID id);

  Optional<UserRow> findByUsernameKey(String usernameKey);

  /** With what he signs in with. */
  @Join(value = "credential", type = Join.Type.LEFT_FETCH)
  Optional<UserRow> findByUsernameKeyOrEmailKey(String usernameKey, String emailKey);

  void deleteById(UUID id);
}
