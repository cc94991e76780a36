package campus.identity.persistence;

import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.application.Sessions;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.identity.persistence.Grants.Grant;
import campus.identity.persistence.SessionTokenRow.Kind;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.persistence.jdbc.LookUps;
import campus.shared.persistence.jdbc.Statements;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
abstract class JdbcSessions implements Sessions, GenericRepository<SessionRow, UUID> {

  /** Runs for every call with a token: look-ups by primary keys. */
  private static final String FIND_CALLERS =
      """
      SELECT t.hash, t.expire_time, s.id, u.id, u.roles
      FROM session_tokens t
      JOIN sessions s ON s.id = t.session_id
      JOIN users u ON u.id = s.user_id
      WHERE t.hash = ANY(?) AND t.kind = 'ACCESS'
      """;

  private static final String FIND_SERVICES =
      "SELECT username_key, id, roles FROM users WHERE username_key = ANY(?)";

  private final SessionTokenRowRepository tokens;
  private final Statements statements;
  private final Grants grants;
  private final LookUps<String, Caller> services;

  JdbcSessions(SessionTokenRowRepository tokens, Statements statements) {
    this.tokens = tokens;
    this.statements = statements;
    this.grants = new Grants(statements, FIND_CALLERS, JdbcSessions::grant);
    this.services = new LookUps<>(statements, this::findServices);
  }

  abstract void save(SessionRow session);

  abstract void update(SessionRow session);

  abstract Optional<SessionRow> findByIdForUpdate(UUID id);

  abstract void deleteById(UUID id);

  abstract long deleteByIdAndUserId(UUID id, UUID userId);

  abstract void deleteByUserId(UUID userId);

  abstract void deleteByUserIdAndIdNotEquals(UUID userId, UUID id);

  @Override
  public void open(Session session, Tokens tokens) {
    save(SessionRow.from(session));
    save(session, tokens);
  }

  @Override
  public Optional<Refresh> lock(Token refreshToken) {
    // The token is read again under the lock of its session: another call may have used it
    // while this one waited.
    return tokens
        .findByHashAndKind(refreshToken.hash(), Kind.REFRESH)
        .flatMap(token -> findByIdForUpdate(token.sessionId()))
        .flatMap(session ->
            tokens
                .findByHashAndKind(refreshToken.hash(), Kind.REFRESH)
                .map(token -> new Refresh(session.toDomain(), token.expireTime(), token.used())));
  }

  @Override
  public void rotate(Token used, Session refreshed, Tokens tokens) {
    this.tokens.markUsed(used.hash());
    update(SessionRow.from(refreshed));
    save(refreshed, tokens);
  }

  private void save(Session session, Tokens tokens) {
    this.tokens.saveAll(
        List.of(
            SessionTokenRow.from(
                tokens.access(), session.id(), Kind.ACCESS, tokens.accessExpireTime()),
            SessionTokenRow.from(
                tokens.refresh(), session.id(), Kind.REFRESH, tokens.refreshExpireTime())));
  }

  @Override
  public void end(UUID session) {
    deleteById(session);
  }

  @Override
  public boolean end(UserId user, UUID session) {
    return deleteByIdAndUserId(session, user.value()) > 0;
  }

  @Override
  public void endAll(UserId user, @Nullable UUID except) {
    if (except == null) {
      deleteByUserId(user.value());
    } else {
      deleteByUserIdAndIdNotEquals(user.value(), except);
    }
  }

  @Override
  public Optional<Caller> findCaller(Token accessToken, Instant now) {
    return grants.find(accessToken, now);
  }

  @Override
  public Optional<Caller> findCaller(Username username) {
    return services.find(username.key());
  }

  private Map<String, Caller> findServices(Collection<String> keys) {
    var found = new HashMap<String, Caller>();
    statements.query(
        FIND_SERVICES,
        rows ->
            found.put(
                rows.getString(1),
                new Caller(new UserId(rows.getObject(2, UUID.class)), roles(rows, 3), null)),
        Statements.Values.texts(keys));
    return found;
  }

  private static Grant grant(ResultSet row) throws SQLException {
    return new Grant(
        new Caller(
            new UserId(row.getObject(4, UUID.class)), roles(row, 5), row.getObject(3, UUID.class)),
        row.getObject(2, OffsetDateTime.class).toInstant());
  }

  static Set<Role> roles(ResultSet row, int column) throws SQLException {
    return Arrays.stream((String[]) row.getArray(column).getArray())
        .map(Role::valueOf)
        .collect(Collectors.toSet());
  }
}
