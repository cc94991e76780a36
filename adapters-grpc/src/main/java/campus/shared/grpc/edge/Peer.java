package campus.shared.grpc.edge;

import io.grpc.Grpc;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import java.net.SocketAddress;
import java.util.Objects;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/**
 * The other end of the connection that a call came by.
 *
 * @param address null if it is not known
 * @param tls null without TLS
 * @param userAgent what it calls itself; empty if it does not
 */
public record Peer(@Nullable SocketAddress address, @Nullable SSLSession tls, String userAgent) {

  private static final Metadata.Key<String> USER_AGENT =
      Metadata.Key.of("user-agent", Metadata.ASCII_STRING_MARSHALLER);

  private static final ScopedValue<Peer> RELAYED = ScopedValue.newInstance();

  /**
   * Runs something that starts a call through {@link InProcessEdge} for a client at the other end
   * of a connection.
   */
  public void during(Runnable start) {
    ScopedValue.where(RELAYED, this).run(start);
  }

  static Peer of(ServerCall<?, ?> call, Metadata headers) {
    var attributes = call.getAttributes();
    return RELAYED.isBound()
        ? RELAYED.get()
        : new Peer(
            attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR),
            attributes.get(Grpc.TRANSPORT_ATTR_SSL_SESSION),
            Objects.requireNonNullElse(headers.get(USER_AGENT), ""));
  }
}
