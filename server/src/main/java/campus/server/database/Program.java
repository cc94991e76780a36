package campus.server.database;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/** The result of a program. */
record Program(int exitCode, String output) {

  /** Removed, since they would mislead the program (PGDATA and the like) or are meant for Java. */
  private static final List<String> NOT_ITS_OWN = List.of("PG", "LC", "MALLOC_");

  /** Runs a program to completion, in a clean environment. */
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
