package campus.shared.web.server;

import io.netty.handler.ssl.SslContext;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.SSLEngineOptions;
import io.vertx.core.spi.tls.SslContextFactory;
import java.security.GeneralSecurityException;
import javax.net.ssl.KeyManagerFactory;

/** TLS as it was configured for all ports, instead of by options of Vert.x. */
final class GivenTls extends SSLEngineOptions {

  private final SslContext tls;

  GivenTls(SslContext tls) {
    this.tls = tls;
  }

  /** Vert.x refuses to listen without a key of its own, which it then does not use. */
  static KeyCertOptions noKey() {
    try {
      var none = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      none.init(null, null);
      return KeyCertOptions.wrap(none);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
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
