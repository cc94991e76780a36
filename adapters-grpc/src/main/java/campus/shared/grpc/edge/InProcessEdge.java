package campus.shared.grpc.edge;

import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.Server;
import io.grpc.ServiceDescriptor;
import io.grpc.inprocess.InProcessChannelBuilder;
import io.grpc.inprocess.InProcessServerBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * The services behind the same edge as on the gRPC port, for other ways in from within this
 * process.
 *
 * <p>A call runs on the thread that starts it and sends its messages: so use a virtual thread for
 * each, and {@link Peer#during} to tell where it comes from. Only cancelling is done by other
 * threads.
 */
public final class InProcessEdge implements AutoCloseable {

  private static final String NAME = "campus-edge";

  // Unlike MoreExecutors.directExecutor(), grpc-java serializes what runs on it.
  private static final Executor SAME_THREAD = Runnable::run;

  private final Server server;
  private final ManagedChannel channel;
  private final List<ServiceDescriptor> services;

  private InProcessEdge(Server server, ManagedChannel channel, List<ServiceDescriptor> services) {
    this.server = server;
    this.channel = channel;
    this.services = services;
  }

  /** Opens a way to the services. */
  static InProcessEdge open(CallPipeline pipeline) {
    var name = NAME + "-" + System.identityHashCode(pipeline);
    var server = InProcessServerBuilder.forName(name);
    pipeline.applyTo(server);
    try {
      return new InProcessEdge(
          server.executor(SAME_THREAD).build().start(),
          InProcessChannelBuilder.forName(name)
              .executor(SAME_THREAD)
              .disableRetry() // so that clients see each answer
              .build(),
          pipeline.services());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public Channel channel() {
    return channel;
  }

  /** The services, as their contracts have them. */
  public List<ServiceDescriptor> services() {
    return services;
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.shutdownNow();
    try {
      server.awaitTermination(1, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
