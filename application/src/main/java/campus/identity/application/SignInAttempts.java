package campus.identity.application;

import campus.shared.domain.name.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;

/**
 * Schedules sign-in attempts, and remembers where users have signed in; shared by all servers.
 *
 * <p>An attempt counts as failed from its reservation on, so that concurrent ones queue up.
 */
public interface SignInAttempts {

  /** Failed attempts are forgotten after this time without a new one. */
  Duration MEMORY = Duration.ofMinutes(15);

  /** Origins are forgotten after this time without a sign-in from there. */
  Duration ORIGIN_MEMORY = Duration.ofDays(90);

  /** The delay of the first attempt after the free ones. */
  Duration FIRST_DELAY = Duration.ofMillis(250);

  /**
   * A limit on attempts. Some are free; the delay of each further one is twice that of the one
   * before, up to the longest.
   *
   * @param key identifies what is limited
   * @param free the number of attempts without delay
   */
  record Limit(String key, int free, Duration longestDelay) {}

  /**
   * Counts an attempt against each limit, and reserves its start. Exact under concurrency. One SQL
   * statement.
   *
   * @param limits in an order that all callers share, since each is locked until the transaction
   *     ends
   * @return when the attempt may start: {@code now} or later
   */
  Instant reserve(List<Limit> limits, Instant now);

  /**
   * Records success: forgets the attempts of the first limit, takes back the reserved one of the
   * others, and remembers the origin. One SQL statement.
   *
   * @param origin see {@link campus.shared.application.call.Call#origin}
   */
  void succeed(List<Limit> reserved, UserId user, String origin, Instant now);

  /** Forgets all attempts against some limits. One SQL statement. */
  void forget(Collection<String> keys);
}
