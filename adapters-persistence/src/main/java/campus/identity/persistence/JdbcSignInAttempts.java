package campus.identity.persistence;

import campus.identity.application.SignInAttempts;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

@Singleton
record JdbcSignInAttempts(Statements statements) implements SignInAttempts {

  /**
   * One statement, whose row locks serialize attempts exactly. Failures count up from a negative
   * number: the free attempts that are left.
   */
  private static final String RESERVE =
      """
      INSERT INTO sign_in_attempts AS a (key, failures, longest_delay, last_time)
      SELECT key, 1 - free, millis * interval '1 millisecond', ?
      FROM unnest(?, ?, ?) WITH ORDINALITY AS limits (key, free, millis, place) ORDER BY place
      ON CONFLICT (key) DO UPDATE SET
        failures = CASE WHEN a.last_time < ? THEN excluded.failures ELSE a.failures + 1 END,
        longest_delay = excluded.longest_delay,
        last_time = GREATEST(
          excluded.last_time,
          CASE
            WHEN a.failures < 0 THEN a.last_time
            ELSE a.last_time
              + LEAST(excluded.longest_delay, ? * interval '1 millisecond' * 2 ^ LEAST(a.failures, 20))
          END)
      RETURNING last_time
      """;

  /** The row of the account first, in the order of the reservation. */
  private static final String SUCCEED =
      """
      WITH forgotten AS (
        DELETE FROM sign_in_attempts WHERE key = ? RETURNING key
      ), taken_back AS (
        UPDATE sign_in_attempts SET failures = failures - 1
        WHERE key = ANY(?) AND (SELECT count(*) FROM forgotten) >= 0
      )
      INSERT INTO sign_in_origins (user_id, origin, last_time) VALUES (?, ?, ?)
      ON CONFLICT (user_id, origin) DO UPDATE SET last_time = excluded.last_time
      """;

  @Override
  public Instant reserve(List<Limit> limits, Instant now) {
    return statements
        .query(
            RESERVE,
            rows -> rows.getObject(1, OffsetDateTime.class).toInstant(),
            now,
            Values.column("text", limits, Limit::key),
            Values.column("int4", limits, Limit::free),
            Values.column("int8", limits, limit -> limit.longestDelay().toMillis()),
            now.minus(MEMORY),
            FIRST_DELAY.toMillis())
        .stream()
        .max(Comparator.naturalOrder())
        .orElse(now);
  }

  @Override
  public void succeed(List<Limit> reserved, UserId user, String origin, Instant now) {
    statements.update(
        SUCCEED,
        reserved.getFirst().key(),
        Values.column("text", reserved.subList(1, reserved.size()), Limit::key),
        user.value(),
        origin,
        now);
  }

  @Override
  public void forget(Collection<String> keys) {
    statements.update("DELETE FROM sign_in_attempts WHERE key = ANY(?)", Values.texts(keys));
  }
}
