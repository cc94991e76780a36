package campus.identity.application;

import campus.shared.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * When attempts to sign in may start, and where users have signed in before; shared by all servers.
 *
 * <p>An attempt counts as failed from its reservation on, so that many at once stand in one line.
 */
public interface SignInAttempts {

  /** After this time without an attempt, those before it are forgotten. */
  Duration MEMORY = Duration.ofMinutes(15);

  /** After this time without a sign-in from an address, the user is no longer known there. */
  Duration ORIGIN_MEMORY = Duration.ofDays(90);

  /** How long the first attempt after the free ones starts after the one before it. */
  Duration FIRST_DELAY = Duration.ofMillis(250);

  /**
   * A limit on attempts. Some are free; each further one starts later after the one before it than
   * that one did, twice as long each time, up to the longest delay.
   *
   * @param key what is limited
   * @param free how many attempts start at once
   */
  record Limit(String key, int free, Duration longestDelay) {}

  /**
   * Counts an attempt against each limit, and reserves its place in each line. Exact under
   * concurrency: no two get the same place. One SQL statement.
   *
   * @param limits in an order that all callers keep, since each is locked until the transaction
   *     ends; when that is rolled back, nothing was counted
   * @return when the attempt may start: {@code now} or later
   */
  Instant reserve(List<Limit> limits, Instant now);

  /**
   * The reserved attempt was a success: forgets the attempts against the first limit, takes back
   * the one against the others, and keeps where the user signed in. One SQL statement.
   *
   * @param origin see {@link campus.shared.application.call.Call#origin}
   */
  void succeed(List<Limit> reserved, UserId user, String origin, Instant now);

  /** Forgets the attempts against limits. One SQL statement. */
  void forget(Collection<String> keys);
}
