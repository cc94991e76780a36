package campus.shared.application.write;

import java.time.Instant;

/** Rows that expire. A job removes them in batches, each in its own transaction. */
public interface Expirable {

  /** Their name in logs and metrics. */
  String name();

  /**
   * Removes expired rows, the oldest first, in the transaction in progress. Skips locked rows, so
   * that it never waits.
   *
   * @param limit the most rows to remove
   * @return the number of removed rows; fewer than the limit if none are left
   */
  int removeExpired(Instant now, int limit);
}
