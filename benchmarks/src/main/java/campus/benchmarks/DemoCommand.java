package campus.benchmarks;

import campus.benchmarks.community.Community;
import campus.benchmarks.community.Loader;
import campus.benchmarks.community.Progress;
import campus.benchmarks.community.Sizes;
import campus.benchmarks.process.BenchmarkFailure;
import campus.benchmarks.process.Home;
import campus.benchmarks.process.LaunchedServer;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
    name = "demo",
    description =
        "Fills the home's empty database with a small community to look at; works with the server"
            + " running or stopped.")
final class DemoCommand implements Callable<Integer> {

  /** The password of all users. It is no secret, since the community is for demonstration. */
  private static final String PASSWORD = "correct horse battery";

  private static final long SEED = 1;

  private enum Size {
    SMALL,
    LARGE
  }

  @Option(
      names = "--size",
      description = "${COMPLETION-CANDIDATES}: 24 users with 120 posts, or 20,000 with 200,000.")
  private Size size = Size.SMALL;

  @Option(names = "--seed", description = "What the community follows from.")
  private long seed = SEED;

  @Option(names = "--home", paramLabel = "DIR", description = "[CAMPUS_HOME, default ~/.campus]")
  private @Nullable Path directory;

  private final Path source = Path.of(System.getProperty("campus.source", "."));

  @Override
  public Integer call() throws IOException, InterruptedException, SQLException {
    if (!System.getenv().getOrDefault("CAMPUS_DATABASE_URL", "").isEmpty()) {
      throw new BenchmarkFailure(
          "The demo is for the embedded database: CAMPUS_DATABASE_URL must not be set.");
    }
    var home = new Home(home());
    var community = new Community(size == Size.SMALL ? Sizes.small() : Sizes.scaled(1), seed);
    if (isRunning(home)) {
      fill(home, community);
    } else {
      try (var _ = LaunchedServer.start(source, home, Map.of(), _ -> {})) {
        fill(home, community);
      }
    }
    var first = community.user(1).username();
    System.out.printf(
        """
        There are %,d users with %,d posts now. All passwords are "%s". After ./campus serve:
          buf curl --protocol grpc --http2-prior-knowledge \\
            -d '%s' \\
            http://%s/campus.identity.v1.AuthService/SignIn
        """,
        community.sizes().users(),
        community.sizes().posts(),
        PASSWORD,
        credentials(first),
        target(System.getenv()));
    return 0;
  }

  /** The address of a server with these settings, for this machine. */
  static String target(Map<String, String> environment) {
    var host = environment.getOrDefault("CAMPUS_GRPC_HOST", "");
    var port = environment.getOrDefault("CAMPUS_GRPC_PORT", "");
    var everywhere = host.isEmpty() || host.equals("0.0.0.0") || host.equals("::");
    var name = everywhere ? "localhost" : host.contains(":") ? "[" + host + "]" : host;
    // Any free port, which serve prints.
    var shownPort = port.isEmpty() ? "50051" : port.equals("0") ? "PORT" : port;
    return name + ":" + shownPort;
  }

  /** A {@code SignInRequest} in JSON. */
  static String credentials(String login) {
    return "{\"login\":\"%s\",\"password\":\"%s\"}".formatted(login, PASSWORD);
  }

  private Path home() {
    if (directory != null) {
      return directory;
    }
    var set = System.getenv().getOrDefault("CAMPUS_HOME", "");
    return set.isEmpty() ? Path.of(System.getProperty("user.home"), ".campus") : Path.of(set);
  }

  private static boolean isRunning(Home home) {
    try (var connection = home.connect("campus")) {
      return connection.isValid(1);
    } catch (IOException | SQLException e) {
      return false;
    }
  }

  private void fill(Home home, Community community) throws IOException, SQLException {
    try (var connection = home.connect("campus")) {
      if (!Loader.isEmpty(connection)) {
        throw new BenchmarkFailure(
            home.directory() + " already has a community: choose another CAMPUS_HOME.");
      }
      var progress = new Progress(System.err, Loader.work(community.sizes(), size == Size.LARGE));
      new Loader(connection, community, progress).load(hash(), false, size == Size.LARGE);
      progress.end("done");
    }
  }

  /** One hash for all users. The server reads its parameters from the hash. */
  private static String hash() {
    return Argon2Factory.create(Argon2Types.ARGON2id, 16, 32)
        .hash(2, 19 * 1024, 1, PASSWORD.getBytes(StandardCharsets.UTF_8));
  }
}
