package campus.benchmarks;

import static java.nio.charset.StandardCharsets.UTF_8;

import campus.benchmarks.community.Community;
import campus.benchmarks.community.Loader;
import campus.benchmarks.community.Progress;
import campus.benchmarks.community.Sessions;
import campus.benchmarks.community.Sizes;
import campus.benchmarks.load.Load;
import campus.benchmarks.load.Scenarios;
import campus.benchmarks.process.Home;
import campus.benchmarks.process.LaunchedServer;
import campus.benchmarks.process.ThrowAwayHome;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
    name = "train",
    description =
        "Lets a server on a throw-away home answer some calls, and keeps what Java has learned of"
            + " it as an AOT cache.")
final class TrainCommand implements Callable<Integer> {

  private static final long SEED = 1;
  private static final double SECONDS = 1;

  @Parameters(paramLabel = "FILE", description = "The cache.")
  private Path cache = Path.of("");

  private final Path source = Path.of(System.getProperty("campus.source", "."));

  @Override
  public Integer call() throws IOException, SQLException {
    // Another process may do the same.
    var unfinished =
        cache.resolveSibling(cache.getFileName() + "." + ProcessHandle.current().pid());
    var settings =
        Map.of("CAMPUS_AOT", "off", "CAMPUS_JAVA_OPTS", "-XX:AOTCacheOutput=" + unfinished);
    try (var home = ThrowAwayHome.make()) {
      try (var server = home.serve(source, settings)) {
        answer(home.home(), server);
      }
      Files.move(unfinished, cache, StandardCopyOption.REPLACE_EXISTING);
    }
    return 0;
  }

  private static void answer(Home home, LaunchedServer server) throws IOException, SQLException {
    var community = new Community(Sizes.small(), SEED);
    var sessions = new Sessions(community.sizes().users(), SEED);
    try (var connection = home.connect("campus")) {
      var silent = new Progress(new PrintStream(OutputStream.nullOutputStream(), false, UTF_8), 1);
      new Loader(connection, community, silent).load(null, true, false);
      sessions.load(connection, silent);
    }
    long run = 0;
    for (var scenario : new Scenarios(community, sessions).all()) {
      Load.on(server, scenario.way(), 2, 4).closed(scenario.calls(), SECONDS, run++);
    }
  }
}
