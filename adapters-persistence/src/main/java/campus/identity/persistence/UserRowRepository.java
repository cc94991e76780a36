package campus.identity.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface UserRowRepository extends GenericRepository<UserRow, UUID> {

  void save(UserRow user);

  void saveAll(List<UserRow> users);

  void update(UserRow user);

  void updateAll(List<UserRow> users);

  Optional<UserRow> findByIdForUpdate(UUID id);

  Optional<UserRow> findByUsernameKey(String usernameKey);

  /** One array instead of a list of parameters: the same statement for any number of ids. */
  @Query("SELECT * FROM users WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")
  List<UserRow> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Query("DELETE FROM users WHERE id = ANY(CAST(:ids AS uuid[]))")
  void deleteAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);
}
