package campus.server.endtoend;

import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.pkitesting.X509Bundle;
import java.net.Socket;
import java.security.Principal;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLException;
import javax.net.ssl.X509ExtendedKeyManager;
import org.jspecify.annotations.Nullable;

/**
 * Clients of gRPC with TLS.
 *
 * @param port of a server on this machine
 * @param ca that the server's certificate is of
 */
record TlsClients(int port, X509Bundle ca) {

  /**
   * A new connection.
   *
   * @param client what the client shows; null for nothing
   * @param protocols empty for the usual ones
   */
  ManagedChannel connect(@Nullable X509Bundle client, String... protocols) {
    try {
      var tls =
          GrpcSslContexts.configure(GrpcSslContexts.forClient(), SslProvider.JDK)
              .trustManager(ca.getCertificate());
      if (client != null) {
        tls.keyManager(new Shown(client));
      }
      if (protocols.length > 0) {
        tls.protocols(protocols);
      }
      return NettyChannelBuilder.forAddress("localhost", port)
          .sslContext(tls.build())
          .disableRetry()
          .build();
    } catch (SSLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Shows a certificate to any server, although Java's own does so only to those that trust it. */
  static final class Shown extends X509ExtendedKeyManager {

    private static final String ALIAS = "client";
    private final X509Bundle client;

    Shown(X509Bundle client) {
      this.client = client;
    }

    @Override
    public String chooseEngineClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable SSLEngine engine) {
      return ALIAS;
    }

    @Override
    public String chooseClientAlias(
        String[] types, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return ALIAS;
    }

    @Override
    public X509Certificate[] getCertificateChain(String alias) {
      return client.getCertificatePath();
    }

    @Override
    public PrivateKey getPrivateKey(String alias) {
      return client.getKeyPair().getPrivate();
    }

    @Override
    public String[] getClientAliases(String type, Principal @Nullable [] issuers) {
      return new String[] {ALIAS};
    }

    @Override
    public String[] getServerAliases(String type, Principal @Nullable [] issuers) {
      return new String[0];
    }

    @Override
    public @Nullable String chooseServerAlias(
        String type, Principal @Nullable [] issuers, @Nullable Socket socket) {
      return null;
    }
  }

  /** What comes of a call over a new connection. */
  Status call(@Nullable X509Bundle client, String... protocols) {
    var channel = connect(client, protocols);
    try {
      return check(channel);
    } finally {
      channel.shutdownNow();
    }
  }

  /** What comes of a call. */
  static Status check(ManagedChannel channel) {
    try {
      var _ =
          HealthGrpc.newBlockingStub(channel)
              .withDeadlineAfter(20, TimeUnit.SECONDS)
              .check(HealthCheckRequest.getDefaultInstance());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }
}
