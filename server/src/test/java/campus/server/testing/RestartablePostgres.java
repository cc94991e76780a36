package campus.server.testing;

import static org.assertj.core.api.Assertions.assertThat;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A PostgreSQL that goes away and comes back, on the same port and with the same data. */
public final class RestartablePostgres implements AutoCloseable {

  private static final int MAX_ATTEMPTS = 20;

  private final int port;
  private final Path data;
  private EmbeddedPostgres running;

  private RestartablePostgres(int port, Path data) throws IOException {
    this.port = port;
    this.data = data;
    this.running = begin(port, data);
  }

  /** A new one, which runs. */
  public static RestartablePostgres in(Path directory) throws IOException {
    return new RestartablePostgres(freePort(), directory.resolve("data"));
  }

  /** A port that nobody listened on a moment ago. */
  public static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static EmbeddedPostgres begin(int port, Path data) throws IOException {
    return EmbeddedPostgres.builder()
        .setPort(port)
        .setDataDirectory(data)
        .setCleanDataDirectory(false)
        // What is acknowledged has to be on its way to the disk, as in earnest.
        .setServerConfig("synchronous_commit", "on")
        .start();
  }

  /** For the user {@code postgres}, without a password. */
  public String jdbcUrl() {
    return "jdbc:postgresql://127.0.0.1:" + port + "/postgres";
  }

  /** Stops it in good order. */
  public void stop() throws IOException {
    running.close();
  }

  /** Stops it as {@code kill -9} does. */
  public void kill() throws Exception {
    var pid = Files.readAllLines(data.resolve("postmaster.pid")).getFirst();
    var process = ProcessHandle.of(Long.parseLong(pid.strip())).orElseThrow();
    assertThat(process.destroyForcibly()).isTrue();
    process.onExit().get(10, TimeUnit.SECONDS);
    // Lets go of the data.
    running.close();
  }

  /** Starts it again, as soon as nothing is left of the one before. */
  public void restart() throws Exception {
    for (int attempt = 1; ; attempt++) {
      try {
        running = begin(port, data);
        return;
      } catch (IOException | IllegalStateException e) {
        if (attempt == MAX_ATTEMPTS) {
          throw e;
        }
        Thread.sleep(250);
      }
    }
  }

  @Override
  public void close() throws IOException {
    stop();
  }
}
