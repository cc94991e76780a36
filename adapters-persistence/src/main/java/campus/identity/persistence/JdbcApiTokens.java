package campus.identity.persistence;

import campus.identity.application.ApiTokens;
import campus.identity.domain.ApiToken;
import campus.identity.domain.Token;
import campus.identity.persistence.Grants.Grant;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;
import java.util.UUID;

@Singleton
final class JdbcApiTokens implements ApiTokens {

  /** Runs for every call with such a token: look-ups by unique keys. */
  private static final String FIND_CALLERS =
      """
      SELECT t.hash, t.expire_time, t.roles, u.id, u.roles
      FROM api_tokens t
      JOIN users u ON u.id = t.user_id
      WHERE t.hash = ANY(?)
      """;

  private final Statements statements;
  private final Grants grants;

  JdbcApiTokens(Statements statements) {
    this.statements = statements;
    this.grants = new Grants(statements, FIND_CALLERS, JdbcApiTokens::grant);
  }

  @Override
  public void add(ApiToken token, Token secret) {
    statements.update(
        """
        INSERT INTO api_tokens (id, user_id, hash, display_name, roles, create_time, expire_time)
        VALUES (?, ?, ?, ?, ?, ?, ?)
        """,
        token.id(),
        token.user().value(),
        secret.hash(),
        token.displayName(),
        Statements.Values.texts(token.roles().stream().sorted().map(Enum::name).toList()),
        token.createTime(),
        token.expireTime());
  }

  @Override
  public int count(UserId user, Instant now) {
    return statements
        .query(
            "SELECT count(*) FROM api_tokens WHERE user_id = ? AND expire_time > ?",
            rows -> rows.getInt(1),
            user.value(),
            now)
        .getFirst();
  }

  @Override
  public boolean delete(UserId user, UUID token) {
    var sql = "DELETE FROM api_tokens WHERE user_id = ? AND id = ?";
    return statements.update(sql, user.value(), token) > 0;
  }

  @Override
  public Optional<Caller> findCaller(Token secret, Instant now) {
    return grants.find(secret, now);
  }

  private static Grant grant(ResultSet row) throws SQLException {
    var roles = ApiToken.rolesOf(JdbcSessions.roles(row, 3), JdbcSessions.roles(row, 5));
    return new Grant(
        new Caller(new UserId(row.getObject(4, UUID.class)), roles, null),
        row.getObject(2, OffsetDateTime.class).toInstant());
  }
}
