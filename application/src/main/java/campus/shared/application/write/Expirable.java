package campus.shared.application.write;

import java.time.Instant;

/**
 * Rows of one kind that are of no use after some time. A job removes them in portions, each in a
 * transaction of its own.
 */
public interface Expirable {

  /** What they are, as logs and metrics name them. */
  String name();

  /**
   * Removes rows that have expired, the oldest first, in the transaction in progress. Skips rows
   * that are locked, so that it waits for nobody.
   *
   * @param limit the most to remove
   * @return how many were removed; fewer than the limit when nothing more is left
   */
  int removeExpired(Instant now, int limit);
}
