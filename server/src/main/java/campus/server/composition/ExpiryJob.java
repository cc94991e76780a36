package campus.server.composition;

import campus.shared.application.write.Expirable;
import campus.shared.application.write.Transactions;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.TimeGauge;
import io.micronaut.scheduling.TaskScheduler;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Removes expired rows periodically, in batches. A failure of one kind is logged and retried at the
 * next run; the others go on. Servers may run it concurrently.
 */
@Singleton
public final class ExpiryJob {

  private static final Logger LOG = LoggerFactory.getLogger(ExpiryJob.class);

  /** Keeps a statement well within its timeout. */
  private static final int PORTION = 1000;

  private static final Duration FIRST_DELAY = Duration.ofMinutes(1);
  private static final Duration DELAY = Duration.ofMinutes(10);

  private final Transactions transactions;
  private final Clock clock;
  private final List<Kind> kinds;

  ExpiryJob(
      Transactions transactions, Clock clock, List<Expirable> expirables, MeterRegistry meters) {
    this.transactions = transactions;
    this.clock = clock;
    this.kinds = expirables.stream().map(expirable -> new Kind(expirable, meters)).toList();
  }

  /** Starts to run periodically, until the scheduler is closed. Call it once. */
  public void schedule(TaskScheduler scheduler) {
    var _ = scheduler.scheduleWithFixedDelay(FIRST_DELAY, DELAY, this::removeExpired);
  }

  void removeExpired() {
    kinds.forEach(Kind::removeExpired);
  }

  private final class Kind {
    private final Expirable expirable;

    /** When this server last removed everything that had expired. */
    private volatile Instant removedUntil = clock.instant();

    Kind(Expirable expirable, MeterRegistry meters) {
      this.expirable = expirable;
      TimeGauge.builder("campus.expiry.overdue", this, TimeUnit.MILLISECONDS, Kind::overdue)
          .description("Time since everything that had expired was removed")
          .tag("kind", expirable.name())
          .register(meters);
    }

    void removeExpired() {
      var now = clock.instant();
      try {
        int removed;
        do {
          removed = transactions.<Integer>write(() -> expirable.removeExpired(now, PORTION));
        } while (removed == PORTION);
        removedUntil = now;
      } catch (RuntimeException e) {
        LOG.warn("Expired {} could not be removed; will retry", expirable.name(), e);
      }
    }

    private double overdue() {
      return Duration.between(removedUntil, clock.instant()).toMillis();
    }
  }
}
