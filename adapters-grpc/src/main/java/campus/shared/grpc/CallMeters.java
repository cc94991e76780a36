package campus.shared.grpc;

import campus.shared.application.Call;
import io.grpc.Metadata;
import io.grpc.Status;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
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

  private final MeterRegistry meters;

  CallMeters(MeterRegistry meters) {
    this.meters = meters;
  }

  /** Records a call that is over. */
  void record(String method, Status.Code code, long nanos, Call call) {
    Timer.builder("campus.calls")
        .description("Calls, and how long they took")
        .tag(METHOD, method)
        .tag("status", code.name())
        .register(meters)
        .record(nanos, TimeUnit.NANOSECONDS);
    Timer.builder("campus.calls.database")
        .description("How long calls waited for the database")
        .tag(METHOD, method)
        .register(meters)
        .record(call.databaseTime());
    DistributionSummary.builder("campus.calls.statements")
        .description("SQL statements of a call; not the look-up of its caller")
        .tag(METHOD, method)
        .register(meters)
        .record(call.statements());
    DistributionSummary.builder("campus.calls.rows")
        .description("Rows that queries of a call read")
        .tag(METHOD, method)
        .register(meters)
        .record((double) call.rows());
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
