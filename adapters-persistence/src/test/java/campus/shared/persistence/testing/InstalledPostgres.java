package campus.shared.persistence.testing;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Runs the programs of a PostgreSQL that the machine has installed. */
final class InstalledPostgres {

  private InstalledPostgres() {}

  /** The directory with {@code initdb} and {@code pg_ctl} of that version; null without one. */
  static @Nullable Path directory(int version) {
    var usual =
        Stream.of(
                "/usr/lib/postgresql/%d/bin",
                "/usr/pgsql-%d/bin",
                "/opt/homebrew/opt/postgresql@%d/bin",
                "/usr/local/opt/postgresql@%d/bin",
                "/Library/PostgreSQL/%d/bin")
            .map(pattern -> Path.of(pattern.formatted(version)));
    var path =
        Arrays.stream(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator))
            .map(Path::of)
            .map(InstalledPostgres::behindLink)
            .filter(directory -> isVersion(directory, version));
    return Stream.concat(usual, path).filter(InstalledPostgres::isServer).findFirst().orElse(null);
  }

  private static boolean isServer(Path directory) {
    return Files.isExecutable(directory.resolve("initdb"))
        && Files.isExecutable(directory.resolve("pg_ctl"));
  }

  private static Path behindLink(Path directory) {
    try {
      var parent = directory.resolve("pg_ctl").toRealPath().getParent();
      return parent == null ? directory : parent;
    } catch (IOException e) {
      return directory;
    }
  }

  private static boolean isVersion(Path directory, int version) {
    return isServer(directory)
        && run(List.of(directory.resolve("pg_ctl").toString(), "--version"))
            .contains(" " + version + ".");
  }

  /** PostgreSQL refuses to run as root; a user namespace of its own makes root a nobody. */
  static String runUnprivileged(String... command) {
    var whole = new ArrayList<String>();
    if ("root".equals(System.getProperty("user.name"))) {
      whole.add("unshare");
      whole.add("-U");
    }
    whole.addAll(List.of(command));
    return run(whole);
  }

  private static String run(List<String> command) {
    try {
      var output = Files.createTempFile("campus-test-", ".out");
      try {
        // To a file, not a pipe: the server that pg_ctl leaves behind would keep the pipe open.
        var process =
            new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        var code = process.waitFor();
        var text = Files.readString(output);
        if (code != 0) {
          throw new IllegalStateException(command + " ended with " + code + ": " + text);
        }
        return text;
      } finally {
        Files.delete(output);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
