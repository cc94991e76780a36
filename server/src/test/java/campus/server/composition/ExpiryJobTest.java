package campus.server.composition;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.testing.CapturedLog;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.application.testing.PassingClock;
import campus.shared.application.write.Expirable;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ExpiryJobTest {

  private final PassingClock clock = new PassingClock();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
  private final Rows sessions = new Rows("sessions", 2500);
  private final Rows requests = new Rows("requests", 7);
  private final ExpiryJob job =
      new ExpiryJob(new InMemoryTransactions(), clock, List.of(sessions, requests), meters);

  private final CapturedLog log = CapturedLog.of(ExpiryJob.class.getName());

  @AfterEach
  void close() {
    log.close();
  }

  private double overdueMinutes(Rows kind) {
    return meters
        .get("campus.expiry.overdue")
        .tag("kind", kind.name())
        .timeGauge()
        .value(TimeUnit.MINUTES);
  }

  @Test
  void removesAllOfEachKindInPortions() {
    job.removeExpired();

    assertThat(sessions.left).isZero();
    assertThat(sessions.greatestPortion).isEqualTo(1000);
    assertThat(requests.left).isZero();
    assertThat(log.lines()).isEmpty();
  }

  @Test
  void aKindThatFailsKeepsNoOtherFromBeingRemovedAndIsTriedAgain() {
    sessions.failure = new IllegalStateException("the statement took too long");
    job.removeExpired();
    assertThat(sessions.left).isEqualTo(2500);
    assertThat(requests.left).isZero();
    assertThat(log.lines())
        .containsExactly("WARN Expired sessions could not be removed; will retry");

    sessions.failure = null;
    job.removeExpired();
    assertThat(sessions.left).isZero();
  }

  @Test
  void aMetricTellsHowLongSomethingIsOverdue() {
    clock.pass(Duration.ofMinutes(10));
    sessions.failure = new IllegalStateException("the statement took too long");
    job.removeExpired();
    assertThat(overdueMinutes(sessions)).isEqualTo(10);
    assertThat(overdueMinutes(requests)).isZero();

    clock.pass(Duration.ofMinutes(10));
    assertThat(overdueMinutes(sessions)).isEqualTo(20);
    sessions.failure = null;
    job.removeExpired();
    assertThat(overdueMinutes(sessions)).isZero();
  }

  private static final class Rows implements Expirable {
    private final String name;
    private int left;
    private int greatestPortion;
    private @Nullable RuntimeException failure;

    Rows(String name, int left) {
      this.name = name;
      this.left = left;
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public int removeExpired(Instant now, int limit) {
      if (failure != null) {
        throw failure;
      }
      int removed = Math.min(limit, left);
      left -= removed;
      greatestPortion = Math.max(greatestPortion, removed);
      return removed;
    }
  }
}
