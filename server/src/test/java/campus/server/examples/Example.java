package campus.server.examples;

import static org.assertj.core.api.Assertions.assertThat;

import campus.server.cli.CommandResult;
import campus.server.runtime.CampusServer;
import campus.server.settings.Settings;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * Runs the commands of an example's README.
 *
 * @param directory where they run
 */
record Example(Path directory) {

  private static final Path ALL = Path.of("..", "examples");

  /** What the tours of all languages print. */
  static final List<String> TOUR =
      List.of(
          "signed in as ada-",
          "refreshed the session",
          "in two attempts",
          "listed 5 posts",
          "exported 5 posts");

  /** How a command ended. */
  record Ended(int code, String output) {

    /** Its output, if it succeeded. */
    String succeeded() {
      assertThat(code).as(output).isZero();
      return output;
    }
  }

  /** The files of an example. */
  static Path source(String language) {
    return ALL.resolve(language).toAbsolutePath().normalize();
  }

  /** A directory that outlives the test, so that what is fetched and built once is used again. */
  static Example kept(String language) {
    try {
      return new Example(
          Files.createDirectories(Path.of("target", "examples", language).toAbsolutePath()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Whether a program is there and succeeds. */
  boolean canRun(String... command) {
    try {
      return run(Map.of(), command).code() == 0;
    } catch (UncheckedIOException e) {
      return false;
    }
  }

  /** Runs a command to its end. */
  Ended run(Map<String, String> environment, String... command) {
    try {
      var output = Files.createTempFile("example-", ".txt");
      try {
        var builder =
            new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        var process = builder.start();
        try {
          assertThat(process.waitFor(120, TimeUnit.SECONDS)).as("ended in time").isTrue();
        } finally {
          process.destroyForcibly();
        }
        return new Ended(process.exitValue(), Files.readString(output));
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Writes the contracts into a new directory, as {@code campus protos} does. */
  Path protos() {
    var protos = directory.resolve("protos");
    if (Files.exists(protos)) {
      delete(protos);
    }
    assertThat(CommandResult.of(Map.of(), "protos", protos.toString()).exitCode()).isZero();
    return protos;
  }

  /** The contracts in a directory. */
  static List<String> filesIn(Path protos) {
    try (var files = Files.walk(protos)) {
      return files.map(Path::toString).filter(file -> file.endsWith(".proto")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Copies files, over those that are there. */
  void copy(Path source, String... names) {
    try {
      for (var name : names) {
        var from = source.resolve(name);
        try (var files = Files.walk(from)) {
          for (var file : files.filter(Files::isRegularFile).toList()) {
            var to = directory.resolve(source.relativize(file).toString());
            Files.createDirectories(to.getParent());
            Files.write(to, Files.readAllBytes(file));
          }
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Deletes a directory with all that is in it. */
  static void delete(Path directory) {
    try (var files = Files.walk(directory)) {
      for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The settings of a server on a database, with free ports. */
  static Map<String, String> settings(String jdbcUrl) {
    return Map.of(
        "CAMPUS_DATABASE_URL", jdbcUrl,
        "CAMPUS_DATABASE_USER", "postgres",
        "CAMPUS_GRPC_PORT", "0",
        "CAMPUS_WEB_PORT", "0",
        "CAMPUS_HTTP_PORT", "0");
  }

  /** Does something with a server on an empty database. */
  static void withServer(Consumer<CampusServer> use) {
    withServer(Map.of(), use);
  }

  /** The same with some settings more. */
  static void withServer(Map<String, String> more, Consumer<CampusServer> use) {
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      var settings = new HashMap<>(settings(database.jdbcUrl()));
      settings.putAll(more);
      try (var server = new CampusServer(Settings.read(settings, Map.of()))) {
        server.start();
        use.accept(server);
      }
    }
  }
}
