package campus.benchmarks.reference;

import campus.benchmarks.process.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark, the ceiling of what a server could reach. */
public final class Pgbench {

  /**
   * A result.
   *
   * @param rate transactions per second; 0 on failure
   * @param problem why it failed; empty on success
   */
  public record Result(int clients, double rate, String problem) {}

  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
  private static final Pattern FAILURE = Pattern.compile("(?m)^.*(?:error|ERROR|aborted).*$");

  private final Path program;
  private final Home home;

  private Pgbench(Path program, Home home) {
    this.program = program;
    this.home = home;
  }

  /** The newest installed one, if any. */
  public static Optional<Pgbench> find(Home home) throws IOException {
    var places = new ArrayList<Path>();
    var debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.sorted(Comparator.reverseOrder()).map(v -> v.resolve("bin")).forEach(places::add);
      }
    }
    var path = System.getenv().getOrDefault("PATH", "");
    Stream.of(path.split(":", -1)).filter(p -> !p.isEmpty()).map(Path::of).forEach(places::add);
    return places.stream()
        .map(place -> place.resolve("pgbench"))
        .filter(Files::isExecutable)
        .findFirst()
        .map(program -> new Pgbench(program, home));
  }

  /**
   * Runs scripts, picking one at random each time.
   *
   * @param scripts with equal constants, unless there is only one
   */
  public Result run(List<Script> scripts, int clients, double seconds)
      throws IOException, InterruptedException {
    var command =
        new ArrayList<>(
            List.of(
                program.toString(),
                "--no-vacuum",
                "--protocol=prepared",
                "--client=" + clients,
                "--jobs=1",
                "--time=" + Math.max(1, Math.round(seconds)),
                "--host=127.0.0.1",
                "--port=" + home.port(),
                "--username=campus"));
    var files = new ArrayList<Path>();
    try {
      for (var script : scripts) {
        var file = Files.createTempFile("campus-bench", ".sql");
        files.add(file);
        Files.writeString(file, script.text());
        command.add("--file=" + file);
      }
      command.addAll(scripts.getFirst().options());
      command.add(Home.DATABASE);
      var output = Output.of(command, Map.of("PGPASSWORD", home.password()));
      var rate = RATE.matcher(output.text());
      if (output.exitCode() == 0 && rate.find()) {
        return new Result(clients, Double.parseDouble(rate.group(1)), "");
      }
      var failure = FAILURE.matcher(output.text());
      return new Result(clients, 0, failure.find() ? failure.group() : output.text().strip());
    } finally {
      for (var file : files) {
        Files.delete(file);
      }
    }
  }
}
