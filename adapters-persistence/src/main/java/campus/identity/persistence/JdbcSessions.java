package campus.identity.persistence;

import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.application.Sessions;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.persistence.SessionTokenRow.Kind;
import campus.shared.application.Caller;
import campus.shared.domain.Role;
import campus.shared.domain.UserId;
import campus.shared.persistence.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcSessions implements Sessions {

  /** Runs with every call that is not anonymous: one look-up by primary keys. */
  private static final String FIND_CALLER =
      """
      SELECT s.id, u.id, u.roles
      FROM session_tokens t
      JOIN sessions s ON s.id = t.session_id
      JOIN users u ON u.id = s.user_id
      WHERE t.hash = ? AND t.kind = 'ACCESS' AND t.expire_time > ?
      """;

  private final SessionRowRepository sessions;
  private final SessionTokenRowRepository tokens;
  private final Statements statements;

  JdbcSessions(
      SessionRowRepository sessions, SessionTokenRowRepository tokens, Statements statements) {
    this.sessions = sessions;
    this.tokens = tokens;
    this.statements = statements;
  }

  @Override
  public void open(Session session, Tokens tokens) {
    sessions.save(SessionRow.from(session));
    save(session, tokens);
  }

  @Override
  public Optional<Refresh> lock(Token refreshToken) {
    // The session is locked first, and the token read again under its lock: whoever traded it in
    // while this call waited has marked it as used by then.
    return tokens
        .findByHashAndKind(refreshToken.hash(), Kind.REFRESH)
        .flatMap(token -> sessions.findByIdForUpdate(token.sessionId()))
        .flatMap(session ->
            tokens
                .findByHashAndKind(refreshToken.hash(), Kind.REFRESH)
                .map(token -> new Refresh(session.toDomain(), token.expireTime(), token.used())));
  }

  @Override
  public void rotate(Token used, Session refreshed, Tokens tokens) {
    this.tokens.markUsed(used.hash());
    sessions.update(SessionRow.from(refreshed));
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
    sessions.deleteById(session);
  }

  @Override
  public void endAll(UserId user, @Nullable UUID except) {
    if (except == null) {
      sessions.deleteByUserId(user.value());
    } else {
      sessions.deleteByUserIdAndIdNotEquals(user.value(), except);
    }
  }

  @Override
  public Optional<Caller> findCaller(Token accessToken, Instant now) {
    return statements.prepare(
        FIND_CALLER,
        statement -> {
          statement.setBytes(1, accessToken.hash());
          statement.setObject(2, now.atOffset(ZoneOffset.UTC));
          try (var rows = statement.executeQuery()) {
            if (!rows.next()) {
              return Optional.empty();
            }
            var roles =
                Arrays.stream((String[]) rows.getArray(3).getArray())
                    .map(Role::valueOf)
                    .collect(Collectors.toSet());
            return Optional.of(
                new Caller(
                    new UserId(rows.getObject(2, UUID.class)),
                    roles,
                    rows.getObject(1, UUID.class)));
          }
        });
  }

  @Override
  public void removeExpired(Instant now) {
    tokens.deleteExpired(now);
    sessions.deleteExpired(now);
  }
}
