package campus.shared.web.server;

import io.netty.handler.ssl.SslContext;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;

/** TLS as it was configured for all ports, instead of by options of Vert.x. */
final class GivenTls extends SSLEngineOptions {

  private final SslContext tls;

  GivenTls(SslContext tls) {
    this.tls = tls;
  }

  @Override
  public SSLEngineOptions copy() {
    return new GivenTls(tls);
  }

  @Override
  public SslContextFactory sslContextFactory() {
    return () -> tls;
  }
}
