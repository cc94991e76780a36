package campus.shared.application.testing;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** A clock that only moves when a test moves it. */
public final class PassingClock extends Clock {

  private Instant now;

  public PassingClock() {
    this(Instant.parse("2026-01-02T03:04:05Z"));
  }

  public PassingClock(Instant start) {
    now = start;
  }

  public void pass(Duration duration) {
    now = now.plus(duration);
  }

  @Override
  public ZoneId getZone() {
    return ZoneOffset.UTC;
  }

  @Override
  public Clock withZone(ZoneId zone) {
    return this;
  }

  @Override
  public Instant instant() {
    return now;
  }
}
