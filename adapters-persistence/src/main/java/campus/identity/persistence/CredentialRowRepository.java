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
interface CredentialRowRepository extends GenericRepository<CredentialRow, UUID> {

  Optional<CredentialRow> findByUserId(UUID userId);

  /** Locks the user before the password, in the order of a session that opens. */
  @Query(
      "WITH owner AS MATERIALIZED (SELECT id FROM users WHERE id = :userId FOR KEY SHARE)"
          + " SELECT c.* FROM owner JOIN credentials c ON c.user_id = owner.id FOR UPDATE OF c")
  Optional<CredentialRow> lock(UUID userId);

  @Query(
      "INSERT INTO credentials (user_id, password_hash) VALUES (:userId, :passwordHash)"
          + " ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash")
  void put(UUID userId, String passwordHash);

  @Query(
      "INSERT INTO credentials (user_id, password_hash)"
          + " SELECT * FROM unnest(CAST(:users AS uuid[]), CAST(:hashes AS text[])) ORDER BY 1"
          + " ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash")
  void putAll(
      @TypeDef(type = DataType.STRING_ARRAY) List<String> users,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> hashes);
}
