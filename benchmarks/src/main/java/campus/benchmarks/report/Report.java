package campus.benchmarks.report;

import java.util.Formatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Reports the results as a table, as JSON and as a picture.
 *
 * @param conditions by name: numbers, booleans or texts
 */
public record Report(Map<String, Object> conditions, List<Outcome> outcomes) {

  /** A table for people, with the conditions above it. */
  public String table() {
    var text = new Formatter(Locale.ROOT);
    conditions.forEach((name, value) -> text.format("%-34s %s%n", name, value));
    text.format(
        "%n%-6s %9s %7s %7s %7s %8s %8s %6s | %9s %4s %6s %6s | %9s %7s %7s%n",
        "", "req/s", "p50 ms", "p99", "p99.9", "srv s/k", "db s/k", "errors", "pgbench", "with",
        "ratio", "aim", "open/s", "p99", "p99.9");
    for (var outcome : outcomes) {
      double target = outcome.scenario().target();
      var open = outcome.open();
      text.format(
          "%-6s %9.0f %7.2f %7.2f %7.2f %8.3f %8.3f %6d | %9.0f %4d %6.2f %6s | %9.0f %7.2f"
              + " %7.2f%n",
          outcome.scenario().key(),
          outcome.rate(),
          outcome.millis(50),
          outcome.millis(99),
          outcome.millis(99.9),
          outcome.serverCpu(),
          outcome.databaseCpu(),
          outcome.errors(),
          outcome.ceiling(),
          outcome.bestClients(),
          outcome.ratio(),
          target == 0 ? "-" : String.format(Locale.ROOT, "%.2f", target),
          outcome.openRate(),
          open == null ? 0 : open.millis(99),
          open == null ? 0 : open.millis(99.9));
    }
    text.format("%n");
    for (var h : with("h")) {
      with("a").stream()
          .filter(a -> a.ceiling() > 0)
          .forEach(
              a -> text.format("h to (a)'s ceiling: %.2f, aim 0.30%n", h.rate() / a.ceiling()));
    }
    for (var outcome : outcomes) {
      text.format("%-6s %s%n", outcome.scenario().key(), outcome.scenario().title());
      if (outcome.h2load() > 0) {
        text.format("       driven by h2load: %.0f req/s%n", outcome.h2load());
      }
      if (outcome.failure() != null) {
        text.format("       first error: %s%n", outcome.failure());
      }
      if (!outcome.ceilingProblem().isEmpty()) {
        text.format("       pgbench: %s%n", outcome.ceilingProblem());
      }
    }
    return text
        + """

        srv s/k, db s/k: CPU seconds of server and database per 1000 requests. pgbench: transactions a second of the
        server's own statements, without the look-up of the session, at the better of 8 and 32 connections; ratio: of
        the server's requests to these. open/s: calls at fixed times, at 70 % of req/s.
        """;
  }

  private List<Outcome> with(String key) {
    return outcomes.stream().filter(outcome -> outcome.scenario().key().equals(key)).toList();
  }

  /** All numbers for programs. */
  public String json() {
    var scenarios = outcomes.stream().map(Report::values).toList();
    var all = new LinkedHashMap<String, Object>();
    all.put("conditions", conditions);
    all.put("scenarios", scenarios);
    return Json.of(all) + "\n";
  }

  private static Map<String, Object> values(Outcome outcome) {
    var values = new LinkedHashMap<String, Object>();
    values.put("key", outcome.scenario().key());
    values.put("title", outcome.scenario().title());
    values.put("requests_per_second", outcome.rate());
    values.put("p50_ms", outcome.millis(50));
    values.put("p99_ms", outcome.millis(99));
    values.put("p999_ms", outcome.millis(99.9));
    values.put("server_cpu_s_per_1000", outcome.serverCpu());
    values.put("database_cpu_s_per_1000", outcome.databaseCpu());
    values.put("errors", outcome.errors());
    values.put("pgbench_per_second", outcome.ceiling());
    values.put("pgbench_clients", outcome.bestClients());
    values.put("ratio", outcome.ratio());
    values.put("ratio_aimed_at", outcome.scenario().target());
    values.put("h2load_requests_per_second", outcome.h2load());
    var open = outcome.open();
    if (open != null) {
      values.put("open_rate", outcome.openRate());
      values.put("open_p50_ms", open.millis(50));
      values.put("open_p99_ms", open.millis(99));
      values.put("open_p999_ms", open.millis(99.9));
      values.put("open_errors", open.errors());
    }
    return values;
  }

  /** Bars for the server, with a mark for pgbench. */
  public String svg() {
    var shown = outcomes.stream().filter(outcome -> outcome.rate() > 0).toList();
    double most =
        shown.stream()
            .filter(outcome -> outcome.scenario().samples() > 0)
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
          (outcome.scenario().key() + " " + outcome.scenario().title()).replace("&", "&amp;"),
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
