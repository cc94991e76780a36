package campus.benchmarks.reference;

import campus.benchmarks.load.Call;
import campus.benchmarks.load.Load;
import campus.benchmarks.load.LoadConnection;
import campus.benchmarks.load.Scenario;
import campus.benchmarks.load.Way;
import campus.benchmarks.process.Home;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.LongSupplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The statements of a server for a call, from PostgreSQL's log. */
public final class ServerSql {

  /**
   * One statement, with its parameters as {@code $1}, {@code $2}.
   *
   * @param values of the parameters as text; null for NULL
   */
  public record Statement(String sql, List<@Nullable String> values) {}

  private static final Pattern ENTRY =
      Pattern.compile(
          "^\\S+ \\S+ \\S+ \\[\\d+\\] (LOG|DETAIL|STATEMENT|ERROR|FATAL|HINT|CONTEXT):  "
              + "(.*(?:\\n\\t.*)*)$",
          Pattern.MULTILINE);
  private static final Pattern EXECUTE = Pattern.compile("^execute [^:]*: (.*)$", Pattern.DOTALL);
  private static final Pattern VALUE =
      Pattern.compile("\\$\\d+ = (?:NULL|'((?:[^']|'')*)')", Pattern.DOTALL);

  /**
   * Statements that are not part of the measured work: the session look-up, which precedes every
   * call that is not anonymous, and our own.
   */
  private static final List<String> OTHERS =
      List.of("FROM session_tokens t", "pg_reload_conf", "log_statement");

  private final Home home;
  private final int port;
  private final LongSupplier seeds;

  /**
   * @param seeds a new one each time, so that no call is repeated
   */
  public ServerSql(Home home, int port, LongSupplier seeds) {
    this.home = home;
    this.port = port;
    this.seeds = seeds;
  }

  /**
   * Makes PostgreSQL log parameter values, which the embedded one omits. Affects new connections,
   * so start the server afterwards.
   */
  public static void showValues(Home home) throws IOException, SQLException {
    try (var admin = home.connect("postgres");
        var statement = admin.createStatement()) {
      statement.execute("ALTER ROLE campus SET log_parameter_max_length = -1");
      statement.execute("ALTER ROLE campus SET log_error_verbosity = 'default'");
    }
  }

  /** The statements of each call, without the session look-up. */
  public List<List<Statement>> of(Scenario scenario) throws IOException, SQLException {
    var load = new Load(port, Way.GRPC, 1, 1);
    load.closed(scenario.calls(), 0.3, seeds.getAsLong()); // warms up
    try (var admin = home.connect("postgres");
        var connection = new LoadConnection(port, Way.GRPC)) {
      log(admin, "all");
      pause();
      var calls = new ArrayList<List<Statement>>();
      for (int n = 0; n < scenario.samples(); n++) {
        long from = Files.size(home.log());
        answer(connection, scenario.calls().apply(new SplittableRandom(seeds.getAsLong())));
        calls.add(parse(from));
      }
      log(admin, "none");
      return calls;
    }
  }

  /** Statements are logged before they run, so the log is complete after a call. */
  private static void answer(LoadConnection connection, Call call) throws IOException {
    connection.send(call);
    connection.flush();
    var ended = new boolean[1];
    while (!ended[0]) {
      connection.read((_, _, _) -> ended[0] = true);
    }
  }

  private static void log(Connection admin, String what) throws SQLException {
    try (var statement = admin.createStatement()) {
      statement.execute("ALTER ROLE campus SET log_statement = '" + what + "'");
      statement.execute("ALTER SYSTEM SET log_statement = '" + what + "'");
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  /** Waits until PostgreSQL's processes have read their settings, which they do not report. */
  private static void pause() {
    try {
      Thread.sleep(300);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Entry(String kind, String text) {}

  private List<Statement> parse(long from) throws IOException {
    var bytes = Files.readAllBytes(home.log());
    var text = new String(bytes, (int) from, bytes.length - (int) from, StandardCharsets.UTF_8);
    var entries =
        ENTRY
            .matcher(text)
            .results()
            .map(e -> new Entry(e.group(1), unfolded(e.group(2))))
            .toList();
    var statements = new ArrayList<Statement>();
    for (int n = 0; n < entries.size(); n++) {
      var execute = EXECUTE.matcher(entries.get(n).text());
      if (!entries.get(n).kind().equals("LOG") || !execute.matches()) {
        continue;
      }
      var sql = execute.group(1).strip();
      if (OTHERS.stream().anyMatch(sql::contains)) {
        continue;
      }
      boolean detailed = n + 1 < entries.size() && entries.get(n + 1).kind().equals("DETAIL");
      if (!detailed && sql.contains("$1")) {
        throw new IllegalStateException("PostgreSQL does not log the values of " + sql);
      }
      statements.add(new Statement(sql, detailed ? values(entries.get(n + 1).text()) : List.of()));
    }
    return statements;
  }

  /** Further lines of an entry start with a tab. */
  private static String unfolded(String text) {
    return text.replace("\n\t", "\n");
  }

  private static List<@Nullable String> values(String detail) {
    var values = new ArrayList<@Nullable String>();
    var matcher = VALUE.matcher(detail);
    while (matcher.find()) {
      var value = matcher.group(1);
      values.add(value == null ? null : value.replace("''", "'"));
    }
    return values;
  }
}
