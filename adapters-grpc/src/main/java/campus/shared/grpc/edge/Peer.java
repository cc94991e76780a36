package campus.shared.grpc.edge;

import io.grpc.Grpc;
import io.grpc.ServerCall;
import java.net.SocketAddress;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the connection that a call came by.
 *
 * @param address null if it is not known
 * @param tls null without TLS
 */
public record Peer(@Nullable SocketAddress address, @Nullable SSLSession tls) {

  private static final ScopedValue<Peer> RELAYED = ScopedValue.newInstance();

  /**
   * Runs something that starts a call through {@link InProcessEdge} for a client at the other end
   * of a connection.
   */
  public void during(Runnable start) {
    ScopedValue.where(RELAYED, this).run(start);
  }

  static Peer of(ServerCall<?, ?> call) {
    var attributes = call.getAttributes();
    return RELAYED.isBound()
        ? RELAYED.get()
        : new Peer(
            attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
            attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION));
  }
}
