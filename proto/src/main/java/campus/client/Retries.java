package campus.client;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import org.jspecify.annotations.Nullable;

/**
 * How often a call is tried, and how long it waits in between: as long as the server says; where it
 * says nothing, twice as long each time. Some chance is added, so that many clients do not come
 * back at once.
 *
 * @param attempts the most attempts, the first included; 1 for no retries
 * @param first about the wait after the first attempt
 * @param longest the most to wait between two attempts; if the server asks for more, the call fails
 */
public record Retries(int attempts, Duration first, Duration longest) {

  /** Up to five attempts, within some seconds. */
  public static final Retries DEFAULT =
      new Retries(5, Duration.ofMillis(100), Duration.ofSeconds(5));

  /** Every answer is the caller's to see. */
  public static final Retries NONE = new Retries(1, Duration.ZERO, Duration.ZERO);

  public Retries {
    if (attempts < 1) {
      throw new IllegalArgumentException("attempts: must be at least 1");
    }
  }

  /**
   * How long to wait before the next attempt; null if there shall be none.
   *
   * @param made the attempts so far
   * @param repeatable whether doing the call twice is the same as once
   */
  @Nullable Duration delay(Refusal refusal, int made, boolean repeatable) {
    if (made >= attempts
        || !(refusal.isWithoutEffect() || (repeatable && refusal.isOfUnknownEffect()))) {
      return null;
    }
    var asked = refusal.delay();
    if (asked != null) {
      return asked.compareTo(longest) > 0 ? null : asked.plus(upTo(asked.toMillis() / 4 + 10));
    }
    var most = Math.min(longest.toMillis(), first.toMillis() << Math.min(made - 1, 20));
    return Duration.ofMillis(most / 2).plus(upTo(most / 2));
  }

  private static Duration upTo(long millis) {
    return Duration.ofMillis(ThreadLocalRandom.current().nextLong(millis + 1));
  }
}
