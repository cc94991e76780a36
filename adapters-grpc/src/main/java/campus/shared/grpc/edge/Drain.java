package campus.shared.grpc.edge;

import io.grpc.Server;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Shuts a gRPC server down. */
public final class Drain {

  private static final Logger LOG = LoggerFactory.getLogger(Drain.class);
  private static final Duration CANCELLATION = Duration.ofSeconds(2);

  private Drain() {}

  /**
   * Refuses new calls, lets those in progress finish, and cancels those still running after the
   * grace period, which cancels their SQL statements too. Returns when the server has terminated,
   * or two seconds after the cancellation. An interrupt cancels at once, and stays set.
   */
  public static void drain(Server server, Duration grace) {
    server.shutdown();
    try {
      if (!server.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.warn("Calls that did not finish within {} s are cancelled", grace.toSeconds());
        server.shutdownNow();
        server.awaitTermination(CANCELLATION.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
