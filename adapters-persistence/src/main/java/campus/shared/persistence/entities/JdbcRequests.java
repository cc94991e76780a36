package campus.shared.persistence.entities;

import campus.shared.application.write.Requests;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Races: two transactions with one key. Guard: the primary key. The second insert waits for the end
 * of the first transaction, for {@code lock_timeout} at most, and then sees what it committed.
 */
@Singleton
record JdbcRequests(Statements statements) implements Requests {

  /** A row that is there already is locked, so that it cannot expire before it is read. */
  private static final String CLAIM =
      """
      INSERT INTO requests AS r (user_id, request_id, method, fingerprint, create_time)
      VALUES (?, ?, ?, ?, ?)
      ON CONFLICT (user_id, request_id) DO UPDATE SET
        method = excluded.method, fingerprint = excluded.fingerprint, answer = NULL,
        create_time = excluded.create_time
      WHERE r.create_time <= ?
      """;

  private static final String FIND =
      "SELECT method, fingerprint, answer FROM requests WHERE user_id = ? AND request_id = ?";

  /** Includes the COMMIT, which saves a round trip. */
  private static final String ANSWER_AND_COMMIT =
      "UPDATE requests SET answer = ? WHERE user_id = ? AND request_id = ?; COMMIT";

  @Override
  public @Nullable Done claim(RequestKey key, Asked asked, Instant now, Instant forgetBefore) {
    int claimed =
        statements.update(
            CLAIM,
            key.caller().value(),
            key.id(),
            asked.method(),
            asked.fingerprint(),
            now,
            forgetBefore);
    return claimed == 1 ? null : find(key);
  }

  private Done find(RequestKey key) {
    return statements
        .query(
            FIND,
            rows -> new Done(new Asked(rows.getString(1), rows.getString(2)), rows.getBytes(3)),
            key.caller().value(),
            key.id())
        .getFirst();
  }

  @Override
  public void answerAndCommit(RequestKey key, byte[] answer) {
    statements.update(ANSWER_AND_COMMIT, answer, key.caller().value(), key.id());
  }
}
