package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Reads in the server's log of calls what each took. */
final class CallLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private final Logger logger = (Logger) LoggerFactory.getLogger("campus.calls");
  private final AtomicInteger ids = new AtomicInteger();
  private final Map<String, Integer> statements = new ConcurrentHashMap<>();

  /** Reads from now on, and keeps the log out of the tests' output. */
  void open() {
    start();
    logger.setLevel(Level.DEBUG);
    logger.setAdditive(false);
    logger.addAppender(this);
  }

  /** Makes the call, and tells how many statements it took. */
  int measure(String method, Client client, StatementBudgets.Prepared call) {
    var id = newId();
    assertThat(call.make(client.withRequestId(id))).isNotNull();
    return statements(id, method);
  }

  /** An id for calls that are to be told from others. */
  private String newId() {
    return "measured-" + ids.incrementAndGet();
  }

  /** How many statements the call of that id took; the server logs it before it answers. */
  private int statements(String requestId, String method) {
    return Objects.requireNonNull(statements.get(requestId + " " + method));
  }

  @Override
  protected void append(ILoggingEvent event) {
    // {method} {status} in {µs}: {statements} statements, …; request id {id}
    var arguments = event.getArgumentArray();
    var key = arguments[arguments.length - 1] + " " + arguments[0];
    assertThat(statements.put(key, (Integer) arguments[3])).as(key).isNull();
  }

  @Override
  public void close() {
    logger.detachAppender(this);
    logger.setAdditive(true);
    logger.setLevel(null);
  }
}
