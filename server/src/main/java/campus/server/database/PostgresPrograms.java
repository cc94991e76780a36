package campus.server.database;

import static campus.server.database.FileFailures.explain;

import campus.server.settings.Failure;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * The programs of the bundled PostgreSQL.
 *
 * @param directory where they work
 * @param binaries the installation: {@code bin}, {@code lib} and {@code share}
 * @param user runs them
 */
record PostgresPrograms(Path directory, Path binaries, PostgresUser user) {

  /** Unpacks them if necessary. Not safe for concurrent processes. */
  static PostgresPrograms in(Path directory) {
    var binaries = PostgresBinaries.unpackTo(directory.resolve("programs"));
    return new PostgresPrograms(directory, binaries, PostgresUser.in(directory));
  }

  /** Runs a program to completion. */
  Program run(String program, String input, String... arguments) {
    var command = new ArrayList<>(user.prefix());
    command.add(binaries.resolve("bin").resolve(program).toString());
    command.addAll(List.of(arguments));
    return explain(
        "The embedded PostgreSQL cannot be run", () -> Program.run(command, directory, input));
  }

  /**
   * Like {@link #run}.
   *
   * @return the output
   * @throws Failure if the program fails
   */
  String require(String program, String input, String... arguments) {
    var result = run(program, input, arguments);
    if (!result.succeeded()) {
      throw failure("failed", result.output());
    }
    return result.output();
  }

  static Failure failure(String how, String output) {
    return Failure.because(
        "The embedded PostgreSQL " + how + ": " + output.replaceAll("\\s*\\R\\s*", " "));
  }
}
