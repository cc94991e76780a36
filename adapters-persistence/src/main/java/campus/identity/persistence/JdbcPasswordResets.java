package campus.identity.persistence;

import campus.identity.application.PasswordResets;
import campus.identity.domain.Token;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

@Singleton
record JdbcPasswordResets(Statements statements) implements PasswordResets {

  @Override
  public void add(Token token, UserId user, Instant expireTime) {
    statements.update(
        "INSERT INTO password_resets (hash, user_id, expire_time) VALUES (?, ?, ?)",
        token.hash(),
        user.value(),
        expireTime);
  }

  @Override
  public Optional<UserId> find(Token token, Instant now) {
    return statements
        .query(
            "SELECT user_id FROM password_resets WHERE hash = ? AND expire_time > ?",
            rows -> new UserId(Objects.requireNonNull(rows.getObject(1, UUID.class))),
            token.hash(),
            now)
        .stream()
        .findFirst();
  }

  @Override
  public boolean take(Token token, Instant now) {
    var sql = "DELETE FROM password_resets WHERE hash = ? AND expire_time > ?";
    return statements.update(sql, token.hash(), now) > 0;
  }

  @Override
  public void deleteOf(UserId user) {
    statements.update("DELETE FROM password_resets WHERE user_id = ?", user.value());
  }
}
