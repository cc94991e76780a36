package campus.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A server started by the script, as users start it. */
final class CampusProcess implements AutoCloseable {

  private static final Pattern GRPC = Pattern.compile("gRPC\\s+localhost:(\\d+)");
  private static final int GRACE_SECONDS = 40;

  private final Process process;
  private final int grpcPort;
  private final double secondsToReady;

  private CampusProcess(Process process, int grpcPort, double secondsToReady) {
    this.process = process;
    this.grpcPort = grpcPort;
    this.secondsToReady = secondsToReady;
  }

  /**
   * Starts a server on a home and waits until it is ready.
   *
   * @param settings environment variables besides the home and the ports, which are any free ones
   */
  static CampusProcess start(Path source, Home home, Map<String, String> settings)
      throws IOException {
    return start(source, home, settings, _ -> {});
  }

  /**
   * Like {@link #start(Path, Home, Map)}.
   *
   * @param begun receives the process before it is ready
   */
  static CampusProcess start(
      Path source, Home home, Map<String, String> settings, Consumer<Process> begun)
      throws IOException {
    var start = System.nanoTime();
    var process =
        command(source, home, settings, "serve", "--grpc-port", "0", "--http-port", "0")
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    begun.accept(process);
    var out = process.inputReader(StandardCharsets.UTF_8);
    int port = 0;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      var matcher = GRPC.matcher(line);
      if (matcher.find()) {
        port = Integer.parseInt(matcher.group(1));
        break;
      }
    }
    if (port == 0) {
      throw new Failure("The server did not start; what it says is above.");
    }
    Thread.ofVirtual().start(() -> drain(out));
    return new CampusProcess(process, port, (System.nanoTime() - start) / 1e9);
  }

  /** Runs a command to completion and shows its output. */
  static void run(Path source, Home home, Map<String, String> settings, String... arguments)
      throws IOException, InterruptedException {
    var process = command(source, home, settings, arguments).inheritIO().start();
    if (process.waitFor() != 0) {
      throw new Failure("campus " + String.join(" ", arguments) + " failed; it says why above.");
    }
  }

  private static ProcessBuilder command(
      Path source, Home home, Map<String, String> settings, String... arguments) {
    var words = new ArrayList<>(List.of(source.resolve("campus").toString()));
    words.addAll(List.of(arguments));
    var builder = new ProcessBuilder(words);
    var environment = builder.environment();
    // Only the given home counts, whatever else is set.
    environment
        .keySet()
        .removeIf(
            name -> name.startsWith("CAMPUS_DATABASE_") || name.matches("CAMPUS_(GRPC|HTTP)_HOST"));
    environment.put("CAMPUS_JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(settings);
    environment.put("CAMPUS_HOME", home.directory().toString());
    return builder;
  }

  private static void drain(BufferedReader out) {
    try (out) {
      while (out.readLine() != null) {
        // Drained, so that the process does not block.
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  long pid() {
    return process.pid();
  }

  int grpcPort() {
    return grpcPort;
  }

  double secondsToReady() {
    return secondsToReady;
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(GRACE_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
