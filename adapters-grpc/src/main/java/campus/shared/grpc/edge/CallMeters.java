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
 * What calls cost: time, SQL statements, rows read and time of the database; as metrics for each
 * method, and in the trailers of a call for an administrator who asks with the metadata {@code
 * campus-measure}.
 */
final class CallMeters {

  /** Asks for what the call costs. Any value does. */
  static final Metadata.Key<String> MEASURE = key("campus-measure");

  static final Metadata.Key<String> STATEMENTS = key("campus-statements");
  static final Metadata.Key<String> ROWS = key("campus-rows");
  static final Metadata.Key<String> DATABASE_MICROS = key("campus-database-micros");

  private static final String METHOD = "method";

  private final MeterRegistry registry;

  // Looked up for each call here rather than in the registry, which builds its keys anew each time.
  private final Map<String, MethodMeters> methods = new ConcurrentHashMap<>();

  CallMeters(MeterRegistry registry) {
    this.registry = registry;
  }

  /** Records a call that is over. */
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

  /** Puts what a call has cost so far into its trailers. */
  static void tell(Call call, Metadata trailers) {
    trailers.put(STATEMENTS, Integer.toString(call.statements()));
    trailers.put(ROWS, Long.toString(call.rows()));
    trailers.put(DATABASE_MICROS, Long.toString(call.databaseTime().toNanos() / 1000));
  }

  private static Metadata.Key<String> key(String name) {
    return Metadata.Key.of(name, Metadata.ASCII_STRING_MARSHALLER);
  }
}
