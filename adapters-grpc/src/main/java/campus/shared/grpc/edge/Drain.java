package campus.shared.grpc.edge;

import io.grpc.Server;
import io.micronaut.context.event.ApplicationEventListener;
import io.micronaut.grpc.server.GrpcEmbeddedServer;
import io.micronaut.runtime.server.event.ServerShutdownEvent;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * Stops a gRPC server for good: new calls are refused, those in progress may finish for a while,
 * and those that then still run are cancelled, which ends their statements too.
 *
 * <p>Runs as the first thing when Micronaut's server stops; that alone would wait, and then leave
 * hung calls to themselves. The while is {@code grpc.server.await-termination}.
 */
@Singleton
final class Drain implements ApplicationEventListener<ServerShutdownEvent> {

  private static final Duration CANCELLATION = Duration.ofSeconds(5);

  @Override
  public void onApplicationEvent(ServerShutdownEvent event) {
    if (event.getSource() instanceof GrpcEmbeddedServer server) {
      drain(server.getServer(), server.getServerConfiguration().getAwaitTermination());
    }
  }

  static void drain(Server server, Duration grace) {
    server.shutdown();
    try {
      if (!server.awaitTermination(grace.toMillis(), TimeUnit.MILLISECONDS)) {
        server.shutdownNow();
        server.awaitTermination(CANCELLATION.toMillis(), TimeUnit.MILLISECONDS);
      }
    } catch (InterruptedException e) {
      server.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
