package campus.identity.persistence;

import campus.identity.application.Credentials;
import campus.identity.domain.PasswordHash;
import campus.shared.domain.UserId;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

@Singleton
final class JdbcCredentials implements Credentials {

  private static final String FIND_BY_LOGIN =
      """
      SELECT u.id, c.password_hash, EXISTS (
        SELECT FROM sign_in_origins o WHERE o.user_id = u.id AND o.origin = ? AND o.last_time > ?)
      FROM users u LEFT JOIN credentials c ON c.user_id = u.id
      WHERE u.username_key = ? OR u.email_key = ?
      """;

  private final Statements statements;
  private final CredentialRowRepository credentials;

  JdbcCredentials(Statements statements, CredentialRowRepository credentials) {
    this.statements = statements;
    this.credentials = credentials;
  }

  @Override
  public Optional<Login> findByLogin(String login, String origin, Instant since) {
    var key = login.toLowerCase(Locale.ROOT);
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
            key,
            key)
        .stream()
        .findFirst();
  }

  @Override
  public Optional<PasswordHash> find(UserId user) {
    return credentials.findByUserId(user.value()).map(row -> new PasswordHash(row.passwordHash()));
  }

  @Override
  public Optional<PasswordHash> lock(UserId user) {
    return credentials.lock(user.value()).map(row -> new PasswordHash(row.passwordHash()));
  }

  @Override
  public void put(UserId user, PasswordHash hash) {
    credentials.put(user.value(), hash.value());
  }

  @Override
  public void putAll(Map<UserId, PasswordHash> hashes) {
    if (!hashes.isEmpty()) {
      credentials.putAll(
          hashes.keySet().stream().map(user -> user.value().toString()).toList(),
          hashes.values().stream().map(PasswordHash::value).toList());
    }
  }
}
