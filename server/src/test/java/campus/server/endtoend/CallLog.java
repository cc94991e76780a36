package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.LoggerFactory;

/** Reads in the servers' log of calls what each took. */
final class CallLog extends AppenderBase<ILoggingEvent> implements AutoCloseable {

  private static final String MEASURED = "measured-";
  private static final AtomicInteger IDS = new AtomicInteger();

  private final Logger logger = (Logger) LoggerFactory.getLogger("campus.calls");
  private final Map<String, Integer> statements = new ConcurrentHashMap<>();

  /** Reads from now on. */
  void open() {
    start();
    logger.addAppender(this);
  }

  /** Makes the call, and tells how many statements it took. */
  int measure(String method, Client client, StatementBudgets.Prepared call) {
    var id = MEASURED + IDS.incrementAndGet();
    assertThat(call.make(client.withRequestId(id))).isNotNull();
    return statements(id, method);
  }

  /** How many statements the call of that id took; the server logs it before it answers. */
  private int statements(String requestId, String method) {
    return Objects.requireNonNull(statements.get(requestId + " " + method));
  }

  @Override
  protected void append(ILoggingEvent event) {
    // {method} {status} in {µs}: {statements} statements, …; request id {id}
    var arguments = event.getArgumentArray();
    var id = String.valueOf(arguments[arguments.length - 1]);
    if (id.startsWith(MEASURED)) {
      var key = id + " " + arguments[0];
      assertThat(statements.put(key, (Integer) arguments[3])).as(key).isNull();
    }
  }

  @Override
  public void close() {
    logger.detachAppender(this);
  }
}
