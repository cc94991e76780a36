package campus.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BenchCommandIT {

  private static final Duration SOON = Duration.ofSeconds(30);

  /** In the place of a server: it is never ready. The test has started its PostgreSQL. */
  private static final String CAMPUS =
      """
      #!/bin/sh
      here=$(dirname "$0")
      mkdir -p "$CAMPUS_HOME/postgres/data-18"
      cp "$here/postmaster" "$CAMPUS_HOME/postgres/data-18/postmaster.pid"
      echo $$ >"$here/unfinished"
      mv "$here/unfinished" "$here/server"
      while :; do sleep 0.1; done
      """;

  @TempDir private Path source = Path.of("");
  @TempDir private Path temporary = Path.of("");

  @BeforeEach
  void writeServer() throws IOException {
    var script = Files.writeString(source.resolve("campus"), CAMPUS);
    Files.setPosixFilePermissions(script, PosixFilePermissions.fromString("rwxr-xr-x"));
  }

  private Process bench(String... arguments) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcampus.source=" + source,
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                System.getProperty("java.class.path"),
                "campus.benchmarks.Main",
                "bench"));
    command.addAll(List.of(arguments));
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(source.resolve("output").toFile())
        .start();
  }

  @ParameterizedTest
  @ValueSource(strings = {"TERM", "INT", "KILL"})
  void leavesNothingBehindWhenItIsEnded(String signal) throws Exception {
    var postmaster = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(source.resolve("postmaster"), postmaster.pid() + "\n");
      var bench = bench("--quick");
      await(() -> Files.exists(source.resolve("server")));
      assertThat(temporary).isNotEmptyDirectory();

      // By the system's own kill: Java has nothing for INT.
      var kill = new ProcessBuilder("kill", "-" + signal, String.valueOf(bench.pid())).start();
      assertThat(kill.waitFor()).isZero();

      assertThat(bench.waitFor(SOON)).isTrue();
      await(() -> isEmpty(temporary));
      var server = Long.parseLong(Files.readString(source.resolve("server")).strip());
      await(() -> !isAlive(server));
      assertThat(postmaster.waitFor(SOON)).isTrue();
    } finally {
      postmaster.destroyForcibly();
    }
  }

  @Test
  void refusesAScenarioThatThereIsNot() throws Exception {
    var bench = bench("--only", "empty,zz");

    assertThat(bench.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(bench.exitValue()).isEqualTo(1);
    assertThat(Files.readString(source.resolve("output")))
        .startsWith("campus: There is no scenario zz; there are ")
        .contains("empty, ")
        .containsOnlyOnce("\n");
    assertThat(temporary).isEmptyDirectory();
  }

  /** A zombie, whose exit code was not read yet, is not alive. */
  private static boolean isAlive(long pid) {
    return ProcessHandle.of(pid).flatMap(process -> process.info().command()).isPresent();
  }

  private static boolean isEmpty(Path directory) {
    try (var files = Files.list(directory)) {
      return files.noneMatch(file -> file.getFileName().toString().startsWith("campus-bench"));
    } catch (IOException e) {
      return false;
    }
  }

  private static void await(BooleanSupplier condition) throws InterruptedException {
    var end = System.nanoTime() + SOON.toNanos();
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as("in time").isLessThan(end);
      Thread.sleep(50);
    }
  }
}
