package campus.benchmarks.report;

import static campus.benchmarks.report.Outcome.median;

import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Reports the results as a table, as JSON and as a picture.
 *
 * @param conditions by name: numbers, booleans or texts
 */
public record Report(Map<String, Object> conditions, List<Outcome> outcomes) {

  /**
   * One number of an outcome.
   *
   * @param name in JSON
   * @param heading in the table
   */
  private record Metric(
      String name, String heading, int width, int decimals, Function<Outcome, Number> value) {

    /** For the table; a dash for what was not measured. */
    String textOf(Outcome outcome) {
      var number = value.apply(outcome);
      // Only counts of errors, which are Longs, can be 0.
      return number instanceof Long || number.doubleValue() != 0
          ? String.format(Locale.ROOT, "%." + decimals + "f", number.doubleValue())
          : "-";
    }
  }

  private static final List<Metric> METRICS =
      List.of(
          new Metric("requests_per_second", "req/s", 9, 0, Outcome::rate),
          new Metric("p50_ms", "p50 ms", 8, 2, outcome -> outcome.millis(50)),
          new Metric("p99_ms", "p99", 8, 2, outcome -> outcome.millis(99)),
          new Metric("p999_ms", "p99.9", 8, 2, outcome -> outcome.millis(99.9)),
          new Metric(
              "server_cpu_s_per_1000", "srv s/k", 9, 3, outcome -> median(outcome.serverCpu)),
          new Metric(
              "database_cpu_s_per_1000", "db s/k", 9, 3, outcome -> median(outcome.databaseCpu)),
          new Metric("errors", "errors", 7, 0, outcome -> outcome.errors),
          new Metric("pgbench_per_second", "pgbench", 10, 0, Outcome::ceiling),
          new Metric("pgbench_clients", "with", 5, 0, Outcome::bestClients),
          new Metric("ratio", "ratio", 6, 2, Outcome::ratio),
          new Metric("ratio_aimed_at", "aim", 6, 2, outcome -> outcome.scenario.target()),
          new Metric("h2load_requests_per_second", "h2load", 9, 0, outcome -> outcome.h2load),
          new Metric("open_rate", "open/s", 9, 0, outcome -> outcome.openRate),
          new Metric("open_p50_ms", "p50 ms", 8, 2, outcome -> outcome.openMillis(50)),
          new Metric("open_p99_ms", "p99", 8, 2, outcome -> outcome.openMillis(99)),
          new Metric("open_p999_ms", "p99.9", 8, 2, outcome -> outcome.openMillis(99.9)),
          new Metric("open_errors", "errors", 7, 0, Outcome::openErrors));

  /** A table for people, with the conditions above it. */
  public String table() {
    var text = new Formatter(Locale.ROOT);
    conditions.forEach((name, value) -> text.format("%-34s %s%n", name, value));
    text.format("%n%-6s", "");
    METRICS.forEach(metric -> text.format("%" + metric.width() + "s", metric.heading()));
    for (var outcome : outcomes) {
      text.format("%n%-6s", outcome.scenario.key());
      for (var metric : METRICS) {
        text.format("%" + metric.width() + "s", metric.textOf(outcome));
      }
    }
    text.format("%n%n");
    for (var h : with("h")) {
      with("a").stream()
          .filter(a -> a.ceiling() > 0)
          .forEach(
              a -> text.format("h to (a)'s ceiling: %.2f, aim 0.30%n", h.rate() / a.ceiling()));
    }
    for (var outcome : outcomes) {
      text.format("%-6s %s%n", outcome.scenario.key(), outcome.scenario.title());
      if (outcome.failure != null) {
        text.format("       first error: %s%n", outcome.failure);
      }
      if (!outcome.ceilingProblem().isEmpty()) {
        text.format("       pgbench: %s%n", outcome.ceilingProblem());
      }
    }
    return text
        + """

        srv s/k, db s/k: CPU seconds of server and database per 1000 requests. pgbench: transactions a second of the
        server's own statements, without the look-up of the session, at the better of 8 and 32 connections; ratio: of
        the server's requests to these. h2load: req/s with that load generator. open/s: calls at fixed times, at 70 %
        of req/s.
        """;
  }

  private List<Outcome> with(String key) {
    return outcomes.stream().filter(outcome -> outcome.scenario.key().equals(key)).toList();
  }

  /** All numbers for programs. */
  public String json() {
    var scenarios = outcomes.stream().map(Report::values).toList();
    return Json.of(new TreeMap<>(Map.of("conditions", conditions, "scenarios", scenarios))) + "\n";
  }

  private static Map<String, Object> values(Outcome outcome) {
    var values = new LinkedHashMap<String, Object>();
    values.put("key", outcome.scenario.key());
    values.put("title", outcome.scenario.title());
    METRICS.forEach(metric -> values.put(metric.name(), metric.value().apply(outcome)));
    return values;
  }

  /** Bars for the server, with a mark for pgbench. */
  public String svg() {
    var shown = outcomes.stream().filter(outcome -> outcome.rate() > 0).toList();
    double most =
        shown.stream()
            .filter(outcome -> outcome.scenario.samples() > 0)
            .mapToDouble(outcome -> Math.max(outcome.rate(), outcome.ceiling()))
            .max()
            .orElse(1);
    var svg = new Formatter(Locale.ROOT);
    svg.format(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="900" height="%d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="20" y="24" font-size="16">Requests per second; the line: pgbench with the same SQL</text>
        """,
        60 + 34 * shown.size());
    int y = 44;
    for (var outcome : shown) {
      double width = Math.min(1, outcome.rate() / most) * 480;
      svg.format(
          """
          <text x="20" y="%d">%s</text>
          <rect x="300" y="%d" width="%.1f" height="18" fill="#3b7dd8"/>
          <text x="%.1f" y="%d">%.0f</text>
          """,
          y + 14,
          (outcome.scenario.key() + " " + outcome.scenario.title()).replace("&", "&amp;"),
          y,
          width,
          306 + width,
          y + 14,
          outcome.rate());
      if (outcome.ceiling() > 0) {
        svg.format(
            """
            <line x1="%1$.1f" x2="%1$.1f" y1="%2$d" y2="%3$d" stroke="#c0392b" stroke-width="3"/>
            """,
            300 + outcome.ceiling() / most * 480, y - 3, y + 21);
      }
      y += 34;
    }
    return svg + "</svg>\n";
  }
}
