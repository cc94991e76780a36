package campus.shared.grpc.edge;

import campus.shared.application.call.Call;
import io.grpc.Metadata;
import io.grpc.Status;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;

/**
 * The costs of calls: time, SQL statements, rows read and database time. They are metrics of each
 * method, and trailers for an administrator who sends the metadata {@code campus-measure}.
 */
final class CallMeters {

  /** Asks for the costs of the call, with any value. */
  static final Metadata.Key<String> MEASURE = key("campus-measure");

  static final Metadata.Key<String> STATEMENTS = key("campus-statements");
  static final Metadata.Key<String> ROWS = key("campus-rows");
  static final Metadata.Key<String> DATABASE_MICROS = key("campus-database-micros");

  private static final String METHOD = "method";

  private final MeterRegistry registry;

  // Cached here, since the registry builds its keys at each look-up.
  private final Map<String, MethodMeters> methods = new ConcurrentHashMap<>();

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Records a finished call. */
  void record(String method, Status.Code code, long nanos, Call call) {
    methods.computeIfAbsent(method, MethodMeters::new).record(code, nanos, call);
  }

  private final class MethodMeters {
    private final String method;
    private final Map<Status.Code, Timer> calls = new ConcurrentHashMap<>();
    private final Timer database;
    private final DistributionSummary statements;
    private final DistributionSummary rows;

    MethodMeters(String method) {
      this.method = method;
      this.database =
          Timer.builder("campus.calls.database")
              .description("How long calls waited for the database")
              .tag(METHOD, method)
              .register(registry);
      this.statements =
          DistributionSummary.builder("campus.calls.statements")
              .description("SQL statements of a call; not the look-up of its caller")
              .tag(METHOD, method)
              .register(registry);
      this.rows =
          DistributionSummary.builder("campus.calls.rows")
              .description("Rows that queries of a call read")
              .tag(METHOD, method)
              .register(registry);
    }

    void record(Status.Code code, long nanos, Call call) {
      calls.computeIfAbsent(code, this::timer).record(nanos, TimeUnit.NANOSECONDS);
      database.record(call.databaseTime());
      statements.record(call.statements());
      rows.record((double) call.rows());
    }

    private Timer timer(Status.Code code) {
      return Timer.builder("campus.calls")
          .description("Calls, and how long they took")
          .tag(METHOD, method)
          .tag("status", code.name())
          .register(registry);
    }
  }

  /** Adds the costs of the call to its trailers. */
  static void tell(Call call, Metadata trailers) {
    trailers.put(STATEMENTS, Integer.toString(call.statements()));
    trailers.put(ROWS, Long.toString(call.rows()));
    trailers.put(DATABASE_MICROS, Long.toString(call.databaseTime().toNanos() / 1000));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
