package campus.shared.application.testing;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.LoggerFactory;

/** Keeps what a logger logs, instead of printing it, until it is closed. */
public final class CapturedLog implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Logger logger;
  private final boolean additive;
  private final List<String> lines = new CopyOnWriteArrayList<>();
  private final AppenderBase<ILoggingEvent> appender =
      new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
          lines.add(event.getLevel() + " " + event.getFormattedMessage());
        }
      };

  private CapturedLog(Logger logger) {
    this.logger = logger;
    this.additive = logger.isAdditive();
    appender.start();
    logger.setAdditive(false);
    logger.addAppender(appender);
  }

  public static CapturedLog of(String logger) {
    return new CapturedLog((Logger) LoggerFactory.getLogger(logger));
  }

  /** Level and message of each event so far, without the trace of its stack. */
  public List<String> lines() {
    return List.copyOf(lines);
  }

  /** Waits for a line, which another thread logs. */
  public void await(String line) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!lines.contains(line)) {
      assertThat(System.nanoTime()).as("%s has no %s", lines, line).isLessThan(end);
      LockSupport.parkNanos(Duration.ofMillis(5).toNanos());
    }
  }

  @Override
  public void close() {
    logger.detachAppender(appender);
    logger.setAdditive(additive);
  }
}
