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

  final Scenario scenario;
  final List<Double> rates = new ArrayList<>();

  /** CPU seconds per 1000 requests. */
  final List<Double> serverCpu = new ArrayList<>();

  final List<Double> databaseCpu = new ArrayList<>();
  final List<Pgbench.Result> ceilings = new ArrayList<>();
  final Histogram latencies = new Histogram(3);
  long errors;
  @Nullable String failure;
  Load.@Nullable Result open;
  double openRate;
  double h2load;

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

  double millis(double percentile) {
    return latencies.getValueAtPercentile(percentile) / 1e6;
  }

  double openMillis(double percentile) {
    return open == null ? 0 : open.millis(percentile);
  }

  long openErrors() {
    return open == null ? 0 : open.errors();
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

  static double median(List<Double> values) {
    var middle =
        values.stream().sorted().skip((values.size() - 1) / 2).limit(2 - values.size() % 2);
    return middle.mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
