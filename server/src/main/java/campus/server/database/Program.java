package campus.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** What a program said before it ended. */
record Program(int exitCode, String output) {

  /** What would mislead it, PGDATA and the like, or is meant for Java alone. */
  private static final List<String> NOT_ITS_OWN = List.of("PG", "LC", "MALLOC_");

  /** Runs a program to its end, in a plain environment. */
  static Program run(List<String> command, Path directory, String input) throws IOException {
    var builder =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true);
    builder
        .environment()
        .keySet()
        .removeIf(name -> NOT_ITS_OWN.stream().anyMatch(name::startsWith));
    builder.environment().put("LC_ALL", "C");
    var process = builder.start();
    try (var in = process.getOutputStream()) {
      in.write(input.getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      // It ended without listening; its output says why.
    }
    try {
      var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Program(process.waitFor(), output.strip());
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  boolean succeeded() {
    return exitCode == 0;
  }
}
