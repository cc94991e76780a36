package campus.benchmarks.load;

import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A kind of call to measure.
 *
 * @param key its name in reports
 * @param target the desired ratio to the ceiling; 0 for none
 * @param samples the calls to turn into pgbench scripts: one if calls differ only in ids and new
 *     values, more if they differ in search terms, none if pgbench cannot do the same work
 * @param way how its calls go over the network
 * @param light whether to use the machine's full concurrency; otherwise two calls at a time
 */
public record Scenario(
    String key,
    String title,
    double target,
    int samples,
    Way way,
    boolean light,
    Function<SplittableRandom, Call> calls) {

  /** Of calls over gRPC. */
  Scenario(
      String key,
      String title,
      double target,
      int samples,
      boolean light,
      Function<SplittableRandom, Call> calls) {
    this(key, title, target, samples, Way.GRPC, light, calls);
  }
}
