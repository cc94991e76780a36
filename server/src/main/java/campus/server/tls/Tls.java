package campus.server.tls;

import campus.server.settings.Failure;
import campus.server.settings.TlsSettings;
import campus.shared.grpc.edge.ClientCertificates;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.netty.handler.codec.http2.Http2SecurityUtil;
import io.netty.handler.ssl.ApplicationProtocolConfig;
import io.netty.handler.ssl.ApplicationProtocolConfig.Protocol;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectedListenerFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolConfig.SelectorFailureBehavior;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.SupportedCipherSuiteFilter;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import javax.net.ssl.SSLException;

/**
 * TLS for all ports. The files are read again when they change: new connections then use the new
 * certificates, established ones go on.
 *
 * <p>Each change makes new contexts, and with them new caches and keys of tickets: so no client
 * resumes a session that a former CA let in.
 */
public final class Tls implements AutoCloseable {

  private static final String[] PROTOCOLS = {"TLSv1.3", "TLSv1.2"};
  private static final Duration SESSION_TIMEOUT = Duration.ofHours(1);

  static {
    // HTTP/2 forbids it, and it costs an attacker little.
    System.setProperty("jdk.tls.rejectClientInitiatedRenegotiation", "true");
  }

  private final TlsSettings settings;
  private volatile Contexts current;
  private final TlsReload reload;

  private record Contexts(Credentials credentials, SslContext grpc, SslContext web) {}

  /**
   * Reads the files, and watches them until closed.
   *
   * @throws Failure if they are missing, damaged, or do not belong together
   */
  public Tls(TlsSettings settings, MeterRegistry meters) {
    this.settings = settings;
    var files = Credentials.Files.read(settings);
    this.current = contexts(files);
    this.reload = new TlsReload(settings, files, this::exchange, this::validity);
    Gauge.builder("campus.tls.certificate.validity", this, Tls::secondsValid)
        .baseUnit("seconds")
        .description("time until the server's certificate expires")
        .register(meters);
    Gauge.builder("campus.tls.reload.failing", reload, watched -> watched.isFailing() ? 1 : 0)
        .description("whether changed files cannot be used, so that the former certificate stays")
        .register(meters);
  }

  /** Lets a server of gRPC use it. */
  public void applyTo(NettyServerBuilder server) {
    server.channelFactory(TlsServerChannel::new).sslContext(new TlsContext(() -> current.grpc));
  }

  /** For HTTP/2 and HTTP/1.1, to make handlers by. */
  public SslContext web() {
    return new TlsContext(() -> current.web);
  }

  /** What the server shows to new connections. */
  X509Certificate certificate() {
    return current.credentials.chain().getFirst();
  }

  /** What clients show, and the users that they are by that. */
  public ClientCertificates clients() {
    return new ClientCertificates(settings.serviceAccounts(), this::trusts);
  }

  /** Whether they are valid and trusted now, which they may have been only at the handshake. */
  private boolean trusts(X509Certificate[] chain) {
    var clients = current.credentials.clients();
    if (clients == null) {
      return false;
    }
    try {
      clients.checkClientTrusted(chain, chain[0].getPublicKey().getAlgorithm());
      return true;
    } catch (CertificateException e) {
      return false;
    }
  }

  @Override
  public void close() {
    reload.close();
  }

  private void exchange(Credentials.Files files) {
    var changed = contexts(files);
    if (!changed.credentials.isValid() && current.credentials.isValid()) {
      throw files.certificate().failure("has a certificate that has expired, or is not valid yet");
    }
    current = changed;
  }

  private TlsReload.Validity validity() {
    return new TlsReload.Validity(
        current.credentials.validFrom(), current.credentials.expireTime());
  }

  private double secondsValid() {
    return Duration.between(Instant.now(), current.credentials.expireTime()).toSeconds();
  }

  private Contexts contexts(Credentials.Files files) {
    var credentials = Credentials.of(files);
    try {
      return new Contexts(
          credentials,
          GrpcSslContexts.configure(builder(credentials), SslProvider.JDK).build(),
          builder(credentials)
              .ciphers(Http2SecurityUtil.CIPHERS, SupportedCipherSuiteFilter.INSTANCE)
              .applicationProtocolConfig(
                  new ApplicationProtocolConfig(
                      Protocol.ALPN,
                      SelectorFailureBehavior.NO_ADVERTISE,
                      SelectedListenerFailureBehavior.ACCEPT,
                      ApplicationProtocolNames.HTTP_2,
                      ApplicationProtocolNames.HTTP_1_1))
              .build());
    } catch (SSLException | IllegalArgumentException e) {
      throw Failure.because(
          "The certificate in %s cannot be used: %s."
              .formatted(settings.certificate(), e.getMessage()),
          e);
    }
  }

  private SslContextBuilder builder(Credentials credentials) {
    var builder =
        SslContextBuilder.forServer(credentials.key(), credentials.chain())
            .sslProvider(SslProvider.JDK)
            .protocols(PROTOCOLS)
            .sessionTimeout(SESSION_TIMEOUT.toSeconds())
            .clientAuth(
                switch (settings.clientAuth()) {
                  case OFF -> ClientAuth.NONE;
                  case OPTIONAL -> ClientAuth.OPTIONAL;
                  case REQUIRED -> ClientAuth.REQUIRE;
                });
    return credentials.clients() == null ? builder : builder.trustManager(credentials.clients());
  }
}
