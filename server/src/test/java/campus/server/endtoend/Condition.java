package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Waits for what is about to happen. */
final class Condition {

  private static final long INTERVAL_NANOS = Duration.ofMillis(5).toNanos();

  private Condition() {}

  /** Waits until it holds; fails if that takes too long. */
  static void await(Duration patience, BooleanSupplier condition) {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("within %s", patience).isLessThan(end);
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
  }
}
