package campus.benchmarks.process;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.regex.Pattern;

/** A server started by the launcher script, as users start it. Closing stops it. */
public final class LaunchedServer implements AutoCloseable {

  private static final Pattern GRPC = Pattern.compile("gRPC\\s+localhost:(\\d+)");
  private static final Pattern WEB = Pattern.compile("web\\s+http://localhost:(\\d+)");
  private static final int GRACE_SECONDS = 40;

  private final Process process;
  private final int grpcPort;
  private final int webPort;
  private final double secondsToReady;

  private LaunchedServer(Process process, int grpcPort, int webPort, double secondsToReady) {
    this.process = process;
    this.grpcPort = grpcPort;
    this.webPort = webPort;
    this.secondsToReady = secondsToReady;
  }

  /**
   * Starts a server on a home and waits until it is ready.
   *
   * @param source the source tree with the script
   * @param settings environment variables besides the home and the ports, which are any free ones
   * @param begun receives the process before it is ready
   * @throws BenchmarkFailure if the server does not start
   */
  public static LaunchedServer start(
      Path source, Home home, Map<String, String> settings, Consumer<Process> begun)
      throws IOException {
    var start = System.nanoTime();
    var script = source.resolve("campus").toString();
    var builder =
        new ProcessBuilder(
            script, "serve", "--grpc-port", "0", "--web-port", "0", "--http-port", "0");
    var environment = builder.environment();
    // Only the given home counts, whatever else is set.
    environment
        .keySet()
        .removeIf(name -> name.matches("CAMPUS_DATABASE_.*|CAMPUS_(GRPC|WEB|HTTP)_HOST"));
    environment.put("CAMPUS_JAVA_HOME", System.getProperty("java.home"));
    environment.putAll(settings);
    environment.put("CAMPUS_HOME", home.directory().toString());
    var process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    begun.accept(process);
    var out = process.inputReader(StandardCharsets.UTF_8);
    int grpcPort = 0;
    for (String line = out.readLine(); line != null; line = out.readLine()) {
      var grpc = GRPC.matcher(line);
      var web = WEB.matcher(line);
      if (grpc.find()) {
        grpcPort = Integer.parseInt(grpc.group(1));
      } else if (web.find()) {
        Thread.ofVirtual().start(() -> drain(out));
        double seconds = (System.nanoTime() - start) / 1e9;
        return new LaunchedServer(process, grpcPort, Integer.parseInt(web.group(1)), seconds);
      }
    }
    throw new BenchmarkFailure("The server did not start; what it says is above.");
  }

  /** Reads on, so that the process does not block. */
  private static void drain(BufferedReader out) {
    try (out) {
      while (out.readLine() != null) {
        // Nothing to do with it.
      }
    } catch (IOException e) {
      // The process has ended.
    }
  }

  public long pid() {
    return process.pid();
  }

  public int grpcPort() {
    return grpcPort;
  }

  /** The port of gRPC-Web and JSON. */
  public int webPort() {
    return webPort;
  }

  public double secondsToReady() {
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
