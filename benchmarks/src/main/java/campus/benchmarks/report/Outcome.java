package campus.benchmarks.report;

import campus.benchmarks.load.Load;
import campus.benchmarks.load.Scenario;
import campus.benchmarks.reference.Pgbench;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/** The results of one scenario over all rounds; rates and CPU are medians. */
public final class Outcome {

  private final Scenario scenario;
  private final List<Double> rates = new ArrayList<>();
  private final List<Double> serverCpu = new ArrayList<>();
  private final List<Double> databaseCpu = new ArrayList<>();
  private final List<Pgbench.Result> ceilings = new ArrayList<>();
  private final Histogram latencies = new Histogram(3);
  private long errors;
  private @Nullable String failure;
  private Load.@Nullable Result open;
  private double openRate;
  private double h2load;

  public Outcome(Scenario scenario) {
    this.scenario = scenario;
  }

  public Scenario scenario() {
    return scenario;
  }

  /** Adds a round's closed loop, with the CPU seconds that it took. */
  public void addClosed(Load.Result result, double serverSeconds, double databaseSeconds) {
    rates.add(result.rate());
    latencies.add(result.latencies());
    count(result);
    double thousands = Math.max(1, result.calls()) / 1000.0;
    serverCpu.add(serverSeconds / thousands);
    databaseCpu.add(databaseSeconds / thousands);
  }

  /** Adds a round's result of pgbench. */
  public void addCeiling(Pgbench.Result result) {
    ceilings.add(result);
  }

  /** Sets the result of the open loop at a rate. */
  public void setOpen(Load.Result result, double rate) {
    open = result;
    openRate = rate;
    count(result);
  }

  public void setH2load(double rate) {
    h2load = rate;
  }

  private void count(Load.Result result) {
    errors += result.errors();
    failure = failure == null ? result.failure() : failure;
  }

  /** Requests per second of the closed loop. */
  public double rate() {
    return median(rates);
  }

  double h2load() {
    return h2load;
  }

  double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  /** CPU seconds of the server per 1000 requests. */
  double serverCpu() {
    return median(serverCpu);
  }

  /** CPU seconds of the database per 1000 requests. */
  double databaseCpu() {
    return median(databaseCpu);
  }

  long errors() {
    return errors;
  }

  @Nullable String failure() {
    return failure;
  }

  Load.@Nullable Result open() {
    return open;
  }

  double openRate() {
    return openRate;
  }

  /** The number of clients with the best pgbench result; 0 without one. */
  public int bestClients() {
    return ceilings.stream()
        .filter(result -> result.rate() > 0)
        .max(Comparator.comparingDouble(Pgbench.Result::rate))
        .map(Pgbench.Result::clients)
        .orElse(0);
  }

  /** The pgbench result with that many; 0 without one. */
  double ceiling() {
    int best = bestClients();
    return median(
        ceilings.stream().filter(r -> r.clients() == best).map(Pgbench.Result::rate).toList());
  }

  /** Why there is no ceiling; empty if there is one, or none was requested. */
  String ceilingProblem() {
    return ceiling() > 0
        ? ""
        : ceilings.stream().map(Pgbench.Result::problem).findFirst().orElse("");
  }

  /** Of the server's rate to the ceiling; 0 without one. */
  double ratio() {
    return ceiling() > 0 ? rate() / ceiling() : 0;
  }

  private static double median(List<Double> values) {
    var middle =
        values.stream().sorted().skip((values.size() - 1) / 2).limit(2 - values.size() % 2);
    return middle.mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
