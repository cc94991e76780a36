package campus.identity.persistence;

import campus.identity.application.SignInAttempts;
import campus.shared.persistence.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.ZoneOffset;

@Singleton
final class JdbcSignInAttempts implements SignInAttempts {

  /** One statement, so that the row's own lock makes the count exact. */
  private static final String BEGIN =
      """
      INSERT INTO sign_in_attempts AS a (account, failures, last_time) VALUES (?, 1, ?)
      ON CONFLICT (account) DO UPDATE SET
        failures = CASE WHEN a.last_time < ? THEN 1 ELSE a.failures + 1 END,
        last_time = excluded.last_time
      RETURNING failures
      """;

  private final Statements statements;

  JdbcSignInAttempts(Statements statements) {
    this.statements = statements;
  }

  @Override
  public int begin(byte[] account, Instant now, Instant forgetBefore) {
    return statements.prepare(
        BEGIN,
        statement -> {
          statement.setBytes(1, account);
          statement.setObject(2, now.atOffset(ZoneOffset.UTC));
          statement.setObject(3, forgetBefore.atOffset(ZoneOffset.UTC));
          try (var rows = statement.executeQuery()) {
            rows.next();
            return rows.getInt(1);
          }
        });
  }

  @Override
  public void succeed(byte[] account) {
    statements.prepare(
        "DELETE FROM sign_in_attempts WHERE account = ?",
        statement -> {
          statement.setBytes(1, account);
          return statement.executeUpdate();
        });
  }
}
