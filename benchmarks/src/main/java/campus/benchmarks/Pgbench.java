package campus.benchmarks;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** PostgreSQL's own benchmark, the ceiling of what a server could reach. */
final class Pgbench {

  /**
   * A result.
   *
   * @param problem why it failed; empty on success
   */
  record Result(int clients, double rate, String problem) {}

  private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+) \\(without");
  private static final Pattern FAILURE = Pattern.compile("(?m)^.*(?:error|ERROR|aborted).*$");

  private final Path program;
  private final Home home;

  private Pgbench(Path program, Home home) {
    this.program = program;
    this.home = home;
  }

  /** The newest installed one, if any. */
  static Optional<Pgbench> find(Home home) throws IOException {
    var places = new ArrayList<Path>();
    var debian = Path.of("/usr/lib/postgresql");
    if (Files.isDirectory(debian)) {
      try (Stream<Path> versions = Files.list(debian)) {
        versions.sorted((a, b) -> b.compareTo(a)).map(v -> v.resolve("bin")).forEach(places::add);
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
  Result run(List<Script> scripts, int clients, double seconds)
      throws IOException, InterruptedException {
    var files = new ArrayList<Path>();
    try {
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
      for (var script : scripts) {
        var file = Files.createTempFile("campus-bench", ".sql");
        files.add(file);
        Files.writeString(file, script.text());
        command.add("--file=" + file);
      }
      command.addAll(scripts.getFirst().options());
      command.add(Home.DATABASE);
      var builder = new ProcessBuilder(command).redirectErrorStream(true);
      builder.environment().put("PGPASSWORD", home.password());
      var process = builder.start();
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      process.waitFor();
      var failure = FAILURE.matcher(output);
      var rate = RATE.matcher(output);
      if (process.exitValue() != 0 || !rate.find()) {
        return new Result(clients, 0, failure.find() ? failure.group() : output.strip());
      }
      return new Result(clients, Double.parseDouble(rate.group(1)), "");
    } finally {
      for (var file : files) {
        Files.delete(file);
      }
    }
  }
}
