package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import campus.server.testing.Condition;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** A command of Campus in its own process, without the launcher script. */
final class CampusProcess implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(60);

  private final Process process;
  private final Path out;
  private final Path err;

  private CampusProcess(Process process, Path out, Path err) {
    this.process = process;
    this.out = out;
    this.err = err;
  }

  static CampusProcess begin(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    return begin(home, environment, List.of("-XX:TieredStopAtLevel=1"), arguments); // starts sooner
  }

  private static CampusProcess begin(
      Path home, Map<String, String> environment, List<String> options, String... arguments)
      throws IOException {
    var out = Files.createTempFile("campus-", ".out");
    var err = Files.createTempFile("campus-", ".err");
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=logback.xml",
                "-cp",
                System.getProperty("java.class.path"),
                "campus.server.Main"));
    command.addAll(1, options);
    command.addAll(List.of(arguments));
    var builder =
        new ProcessBuilder(command).redirectOutput(out.toFile()).redirectError(err.toFile());
    builder.environment().keySet().removeIf(name -> name.startsWith("CAMPUS_"));
    builder
        .environment()
        .putAll(
            Map.of(
                "CAMPUS_HOME",
                home.toString(),
                "CAMPUS_GRPC_PORT",
                "0",
                "CAMPUS_WEB_PORT",
                "0",
                "CAMPUS_HTTP_PORT",
                "0"));
    builder.environment().putAll(environment);
    return new CampusProcess(builder.start(), out, err);
  }

  /** A server that is ready. */
  static CampusProcess serve(Path home) throws Exception {
    return ready(begin(home, Map.of(), "serve"));
  }

  /** A server that is ready, with settings of its own. */
  static CampusProcess serve(Path home, Map<String, String> environment) throws Exception {
    return ready(begin(home, environment, "serve"));
  }

  /** A server that is ready, and was started for work rather than for a soon end. */
  static CampusProcess serveForWork(Path home) throws Exception {
    return ready(begin(home, Map.of(), List.of(), "serve"));
  }

  private static CampusProcess ready(CampusProcess server) throws Exception {
    server.awaitReady();
    return server;
  }

  private void awaitReady() throws IOException {
    try {
      Condition.await(
          TIMEOUT,
          () -> {
            boolean alive = process.isAlive();
            boolean ready = out().contains("Campus is ready");
            assertThat(ready || alive).as("alive").isTrue();
            return ready;
          });
    } catch (AssertionError e) {
      throw new AssertionError("It is not ready. Its errors: " + err(), e);
    }
  }

  long pid() {
    return process.pid();
  }

  String out() throws IOException {
    return Files.readString(out);
  }

  String err() throws IOException {
    return Files.readString(err);
  }

  int grpcPort() throws IOException {
    return port("gRPC +localhost:(\\d+)");
  }

  /** The HTTP status of {@code /health}. */
  int health() throws Exception {
    var uri = URI.create("http://localhost:" + port("http://localhost:(\\d+)/health") + "/health");
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** As {@code kill} does, or Ctrl-C. */
  void terminate() {
    process.destroy();
  }

  /** As {@code kill -9} does. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  int exitCode() throws InterruptedException {
    assertThat(process.waitFor(TIMEOUT)).isTrue();
    return process.exitValue();
  }

  private int port(String pattern) throws IOException {
    var matcher = Pattern.compile(pattern).matcher(out());
    assertThat(matcher.find()).isTrue();
    return Integer.parseInt(matcher.group(1));
  }

  @Override
  public void close() throws IOException {
    terminate();
    process.onExit().join();
    Files.delete(out);
    Files.delete(err);
  }
}
