package campus.benchmarks;

import campus.benchmarks.community.Community;
import campus.benchmarks.community.Loader;
import campus.benchmarks.community.Progress;
import campus.benchmarks.community.Sessions;
import campus.benchmarks.community.Sizes;
import campus.benchmarks.load.Load;
import campus.benchmarks.load.Scenario;
import campus.benchmarks.load.Scenarios;
import campus.benchmarks.process.BenchmarkFailure;
import campus.benchmarks.process.Home;
import campus.benchmarks.process.LaunchedServer;
import campus.benchmarks.process.ProcessUsage;
import campus.benchmarks.process.ThrowAwayHome;
import campus.benchmarks.reference.H2load;
import campus.benchmarks.reference.Pgbench;
import campus.benchmarks.reference.Script;
import campus.benchmarks.reference.ServerSql;
import campus.benchmarks.report.Outcome;
import campus.benchmarks.report.Report;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "bench",
    description =
        "Measures a server on this machine, beside what PostgreSQL itself could do; always on a"
            + " throw-away home.")
final class BenchCommand implements Callable<Integer> {

  private static final long SEED = 20_260_101;
  private static final double OPEN_SHARE = 0.7;
  private static final double OPEN_WARM_UP = 4;
  private static final double QUICK_OPEN_WARM_UP = 2;
  private static final List<Integer> CLIENTS = List.of(8, 32);

  @Option(
      names = "--scale",
      description = "How large the community is: 1, as it is by default, has 200,000 posts.")
  private double scale;

  @Option(names = "--seed", description = "What the community follows from.")
  private long seed = SEED;

  @Option(names = "--warm-up", description = "Seconds of each scenario before it counts [40].")
  private double warmUp;

  @Option(names = "--rounds", description = "How often each scenario is measured [5].")
  private int rounds;

  @Option(names = "--seconds", description = "How long each time [5].")
  private double seconds;

  @Option(names = "--connections", description = "Of the load generator.")
  private int connections = 4;

  @Option(names = "--calls", description = "At a time, on each connection.")
  private int calls = 8;

  @Option(names = "--only", split = ",", description = "Which scenarios, such as a,b.")
  private List<String> only = List.of();

  @Option(
      names = "--quick",
      description =
          "Unless set otherwise: scale 0.1, warm-up 5 s, 2 rounds of 2 s. Done in five"
              + " minutes.")
  private boolean quick;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the numbers here.")
  private @Nullable Path json;

  @Option(
      names = "--scripts",
      paramLabel = "DIR",
      description = "Writes what pgbench runs here, a script for each scenario.")
  private @Nullable Path scriptsTo;

  @Option(names = "--svg", paramLabel = "FILE", description = "Writes a picture here.")
  private @Nullable Path svg;

  private final Path source = Path.of(System.getProperty("campus.source", "."));
  private final PrintStream err = System.err;

  /** The load depends on it, so each run needs a new one: names and request ids are used once. */
  private long runs;

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    scale = scale > 0 ? scale : quick ? 0.1 : 1;
    warmUp = warmUp > 0 ? warmUp : quick ? 5 : 40;
    rounds = rounds > 0 ? rounds : quick ? 2 : 5;
    seconds = seconds > 0 ? seconds : quick ? 2 : 5;
    var community = new Community(Sizes.scaled(scale), seed);
    var sessions = new Sessions(community.sizes().users(), seed);
    var scenarios = chosen(new Scenarios(community, sessions).all());
    try (var home = ThrowAwayHome.make()) {
      var report = measure(home, community, sessions, scenarios);
      System.out.print(report.table());
      if (json != null) {
        Files.writeString(json, report.json());
      }
      if (svg != null) {
        Files.writeString(svg, report.svg());
      }
    }
    return 0;
  }

  private List<Scenario> chosen(List<Scenario> all) {
    var keys = all.stream().map(Scenario::key).toList();
    for (var key : only) {
      if (!keys.contains(key)) {
        throw new BenchmarkFailure(
            "There is no scenario " + key + "; there are " + String.join(", ", keys) + ".");
      }
    }
    return all.stream().filter(each -> only.isEmpty() || only.contains(each.key())).toList();
  }

  private Report measure(
      ThrowAwayHome throwAway, Community community, Sessions sessions, List<Scenario> scenarios)
      throws IOException, InterruptedException, SQLException {
    var home = throwAway.home();
    double loading;
    double firstStart;
    try (var server = throwAway.serve(source, Map.of())) {
      loading = load(home, community, sessions);
      firstStart = server.secondsToReady();
      ServerSql.showValues(home);
    }
    try (var server = throwAway.serve(source, Map.of())) {
      var report = measure(home, server, community, scenarios);
      report.conditions().put("loading took, s", rounded(loading));
      report.conditions().put("first start to ready, s", rounded(firstStart));
      report.conditions().put("later start to ready, s", rounded(server.secondsToReady()));
      return report;
    }
  }

  private static double rounded(double seconds) {
    return Math.round(10 * seconds) / 10.0;
  }

  private double load(Home home, Community community, Sessions sessions)
      throws IOException, SQLException {
    long begun = System.nanoTime();
    var progress = new Progress(err, Loader.work(community.sizes(), true));
    try (var connection = home.connect("campus")) {
      new Loader(connection, community, progress).load(null, true, true);
      sessions.load(connection, progress);
    }
    progress.end("loaded");
    return (System.nanoTime() - begun) / 1e9;
  }

  private Report measure(
      Home home, LaunchedServer server, Community community, List<Scenario> scenarios)
      throws IOException, InterruptedException, SQLException {
    var outcomes = scenarios.stream().map(Outcome::new).toList();
    for (var outcome : outcomes) {
      err.println("Warming up " + outcome.scenario().key());
      load(server, outcome).closed(outcome.scenario().calls(), warmUp, runs++);
    }
    var scripts = scripts(home, server, community, outcomes);
    var pgbench = Pgbench.find(home);
    for (int round = 0; round < rounds; round++) {
      for (var outcome : outcomes) {
        err.println("Round " + (round + 1) + " of " + rounds + ": " + outcome.scenario().key());
        measureClosed(home, server, outcome);
        var script = scripts.get(outcome.scenario().key());
        if (script != null && pgbench.isPresent()) {
          measureCeiling(pgbench.get(), script, outcome, round);
        }
      }
    }
    for (var outcome : outcomes) {
      if (outcome.scenario().light()) {
        err.println("At fixed times: " + outcome.scenario().key());
        double rate = OPEN_SHARE * outcome.rate();
        var load = load(server, outcome);
        // Warms up this process, which would otherwise be measured.
        load.open(
            outcome.scenario().calls(),
            Math.min(warmUp, quick ? QUICK_OPEN_WARM_UP : OPEN_WARM_UP),
            rate,
            runs++);
        outcome.setOpen(load.open(outcome.scenario().calls(), seconds, rate, runs++), rate);
      }
      if (outcome.scenario().key().equals("empty") || outcome.scenario().key().equals("h")) {
        var call = outcome.scenario().calls().apply(new SplittableRandom(1));
        outcome.setH2load(H2load.closed(server.grpcPort(), call, connections, calls, seconds));
      }
    }
    return new Report(conditions(home, server, pgbench), outcomes);
  }

  private Map<String, List<Script>> scripts(
      Home home, LaunchedServer server, Community community, List<Outcome> outcomes)
      throws IOException, SQLException {
    var sql = new ServerSql(home, server.grpcPort(), () -> runs++);
    var scripts = new LinkedHashMap<String, List<Script>>();
    for (var outcome : outcomes) {
      var key = outcome.scenario().key();
      if (outcome.scenario().samples() == 0) {
        continue;
      }
      var samples =
          sql.of(outcome.scenario()).stream()
              .map(statements -> Script.of(statements, community.sizes()))
              .toList();
      scripts.put(key, samples);
      for (int n = 0; scriptsTo != null && n < samples.size(); n++) {
        Files.createDirectories(scriptsTo);
        var name = key + (n == 0 ? "" : n) + ".sql";
        Files.writeString(scriptsTo.resolve(name), samples.get(n).text());
      }
    }
    return scripts;
  }

  private Load load(LaunchedServer server, Outcome outcome) {
    var way = outcome.scenario().way();
    return outcome.scenario().light()
        ? Load.on(server, way, connections, calls)
        : Load.on(server, way, 1, 2);
  }

  private void measureClosed(Home home, LaunchedServer server, Outcome outcome) throws IOException {
    long postmaster = home.postmaster();
    double serverBefore = ProcessUsage.cpu(server.pid());
    double databaseBefore = ProcessUsage.cpuWithChildren(postmaster);
    var result = load(server, outcome).closed(outcome.scenario().calls(), seconds, runs++);
    outcome.addClosed(
        result,
        ProcessUsage.cpu(server.pid()) - serverBefore,
        ProcessUsage.cpuWithChildren(postmaster) - databaseBefore);
  }

  /** Tries each number of connections, then keeps the best one. */
  private void measureCeiling(Pgbench pgbench, List<Script> scripts, Outcome outcome, int round)
      throws IOException, InterruptedException {
    for (int clients : round == 0 ? CLIENTS : List.of(outcome.bestClients())) {
      if (clients > 0) {
        outcome.addCeiling(pgbench.run(scripts, clients, seconds));
      }
    }
  }

  private Map<String, Object> conditions(
      Home home, LaunchedServer server, Optional<Pgbench> pgbench)
      throws IOException, SQLException {
    var conditions = new LinkedHashMap<String, Object>();
    conditions.put("time", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    conditions.put("processors", Runtime.getRuntime().availableProcessors());
    conditions.put("system", System.getProperty("os.name") + " " + System.getProperty("os.arch"));
    conditions.put("java", Runtime.version().toString());
    try (var connection = home.connect("campus")) {
      conditions.put("postgresql", connection.getMetaData().getDatabaseProductVersion());
    }
    conditions.put("pgbench installed", pgbench.isPresent());
    conditions.put("scale", scale);
    conditions.put("seed", seed);
    conditions.put(
        "rounds", rounds + " of " + seconds + " s after " + warmUp + " s of warm-up each");
    conditions.put("calls at a time", connections + " connections with " + calls + " each");
    conditions.put("server's memory, MiB", ProcessUsage.residentMiB(server.pid()));
    return conditions;
  }
}
