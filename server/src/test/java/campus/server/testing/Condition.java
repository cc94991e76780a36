package campus.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** Waits for what is about to happen. */
public final class Condition {

  private static final long INTERVAL_NANOS = Duration.ofMillis(5).toNanos();

  private Condition() {}

  /** What is looked at again and again. */
  @FunctionalInterface
  public interface Check<E extends Exception> {
    boolean holds() throws E;
  }

  /** Waits until it holds; fails if that takes too long. */
  public static <E extends Exception> void await(Duration patience, Check<E> condition) throws E {
    long end = System.nanoTime() + patience.toNanos();
    while (!condition.holds()) {
      assertThat(System.nanoTime()).as("within %s", patience).isLessThan(end);
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
  }
}
