package campus.identity.persistence;

import campus.identity.application.Credentials;
import campus.identity.domain.PasswordHash;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Text;
import campus.shared.persistence.jdbc.Statements;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class JdbcCredentials implements Credentials, GenericRepository<CredentialRow, UUID> {

  private static final String FIND_BY_LOGIN =
      """
      SELECT u.id, c.password_hash, EXISTS (
        SELECT FROM sign_in_origins o WHERE o.user_id = u.id AND o.origin = ? AND o.last_time > ?)
      FROM users u LEFT JOIN credentials c ON c.user_id = u.id
      WHERE u.username_key = ? OR u.email_key = ?
      """;

  private final Statements statements;

  JdbcCredentials(Statements statements) {
    this.statements = statements;
  }

  abstract Optional<CredentialRow> findByUserId(UUID userId);

  /** Locks the user before the password, in the order of a session that opens. */
  @Query(
      "WITH owner AS MATERIALIZED (SELECT id FROM users WHERE id = :userId FOR KEY SHARE)"
          + " SELECT c.* FROM owner JOIN credentials c ON c.user_id = owner.id FOR UPDATE OF c")
  abstract Optional<CredentialRow> lock(UUID userId);

  @Query(
      "INSERT INTO credentials (user_id, password_hash) VALUES (:userId, :passwordHash)"
          + " ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash")
  abstract void put(UUID userId, String passwordHash);

  @Query(
      "INSERT INTO credentials (user_id, password_hash)"
          + " SELECT * FROM unnest(CAST(:users AS uuid[]), CAST(:hashes AS text[])) ORDER BY 1"
          + " ON CONFLICT (user_id) DO UPDATE SET password_hash = excluded.password_hash")
  abstract void putAll(
      @TypeDef(type = DataType.STRING_ARRAY) List<String> users,
      @TypeDef(type = DataType.STRING_ARRAY) List<String> hashes);

  @Override
  public Optional<Login> findByLogin(String login, String origin, Instant since) {
    return statements
        .query(
            FIND_BY_LOGIN,
            rows -> {
              var hash = rows.getString(2);
              return new Login(
                  new UserId(rows.getObject(1, UUID.class)),
                  hash == null ? null : new PasswordHash(hash),
                  rows.getBoolean(3));
            },
            origin,
            since,
            Text.key(login),
            login.toLowerCase(Locale.ROOT))
        .stream()
        .findFirst();
  }

  @Override
  public Optional<PasswordHash> find(UserId user) {
    return findByUserId(user.value()).map(CredentialRow::toDomain);
  }

  @Override
  public Optional<PasswordHash> lock(UserId user) {
    return lock(user.value()).map(CredentialRow::toDomain);
  }

  @Override
  public void put(UserId user, PasswordHash hash) {
    put(user.value(), hash.value());
  }

  @Override
  public void putAll(Map<UserId, PasswordHash> hashes) {
    if (!hashes.isEmpty()) {
      putAll(
          hashes.keySet().stream().map(user -> user.value().toString()).toList(),
          hashes.values().stream().map(PasswordHash::value).toList());
    }
  }
}
