package campus.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Reports the results as a table, as JSON and as a picture. */
record Report(Map<String, Object> conditions, List<Outcome> outcomes) {

  String table() {
    var text = new StringBuilder();
    conditions.forEach((name, value) -> text.append("%-34s %s%n".formatted(name, value)));
    text.append(
        "%n%-6s %9s %7s %7s %7s %8s %8s %6s | %9s %4s %6s %6s | %9s %7s %7s%n"
            .formatted(
                "", "req/s", "p50 ms", "p99", "p99.9", "srv s/k", "db s/k", "errors", "pgbench",
                "with", "ratio", "aim", "open/s", "p99", "p99.9"));
    for (var outcome : outcomes) {
      var open = outcome.open();
      text.append(
          String.format(
              Locale.ROOT,
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
              aim(outcome),
              outcome.openRate(),
              open == null ? 0 : open.millis(99),
              open == null ? 0 : open.millis(99.9)));
    }
    text.append("\n");
    double lookUps = of("a").map(Outcome::ceiling).orElse(0.0);
    if (lookUps > 0) {
      of("h")
          .ifPresent(h ->
              text.append(
                  String.format(
                      Locale.ROOT, "h to (a)'s ceiling: %.2f, aim 0.30%n", h.rate() / lookUps)));
    }
    for (var outcome : outcomes) {
      text.append("%-6s %s%n".formatted(outcome.scenario().key(), outcome.scenario().title()));
      if (outcome.h2load() > 0) {
        text.append(
            String.format(Locale.ROOT, "       driven by h2load: %.0f req/s%n", outcome.h2load()));
      }
      if (outcome.failure() != null) {
        text.append("       first error: %s%n".formatted(outcome.failure()));
      }
      if (!outcome.ceilingProblem().isEmpty()) {
        text.append("       pgbench: %s%n".formatted(outcome.ceilingProblem()));
      }
    }
    text.append(
        """

        srv s/k, db s/k: CPU seconds of server and database per 1000 requests. pgbench: transactions a second of the
        server's own statements, without the look-up of the session, at the better of 8 and 32 connections; ratio: of
        the server's requests to these. open/s: calls at fixed times, at 70 % of req/s.
        """);
    return text.toString();
  }

  private Optional<Outcome> of(String key) {
    return outcomes.stream().filter(outcome -> outcome.scenario().key().equals(key)).findAny();
  }

  private static String aim(Outcome outcome) {
    return outcome.scenario().target() == 0
        ? "-"
        : String.format(Locale.ROOT, "%.2f", outcome.scenario().target());
  }

  String json() {
    var scenarios = new ArrayList<Map<String, Object>>();
    for (var outcome : outcomes) {
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
      scenarios.add(values);
    }
    var all = new LinkedHashMap<String, Object>();
    all.put("conditions", conditions);
    all.put("scenarios", scenarios);
    return Json.of(all) + "\n";
  }

  /** Bars for the server, with a mark for pgbench. */
  String svg() {
    var shown = outcomes.stream().filter(outcome -> outcome.rate() > 0).toList();
    double most =
        shown.stream()
            .filter(outcome -> outcome.scenario().samples() > 0)
            .mapToDouble(outcome -> Math.max(outcome.rate(), outcome.ceiling()))
            .max()
            .orElse(1);
    int height = 60 + 34 * shown.size();
    var svg = new StringBuilder();
    svg.append(
        """
        <svg xmlns="http://www.w3.org/2000/svg" width="900" height="%d" font-family="sans-serif" font-size="13">
        <rect width="100%%" height="100%%" fill="white"/>
        <text x="20" y="24" font-size="16">Requests per second; the line: pgbench with the same SQL</text>
        """
            .formatted(height));
    int y = 44;
    for (var outcome : shown) {
      double width = Math.min(1, outcome.rate() / most) * 480;
      svg.append(
          String.format(
              Locale.ROOT,
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
              outcome.rate()));
      if (outcome.ceiling() > 0) {
        double x = 300 + outcome.ceiling() / most * 480;
        svg.append(
            String.format(
                Locale.ROOT,
                "<line x1=\"%.1f\" x2=\"%.1f\" y1=\"%d\" y2=\"%d\" stroke=\"#c0392b\""
                    + " stroke-width=\"3\"/>%n",
                x,
                x,
                y - 3,
                y + 21));
      }
      y += 34;
    }
    return svg.append("</svg>\n").toString();
  }
}
