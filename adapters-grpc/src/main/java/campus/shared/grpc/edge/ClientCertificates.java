package campus.shared.grpc.edge;

import campus.shared.domain.error.Reason;
import campus.shared.domain.error.Unauthenticated;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import javax.net.ssl.SSLPeerUnverifiedException;
import javax.net.ssl.SSLSession;

/**
 * What the certificates of clients say. TLS has checked them when the client connected; connections
 * last long, so they are checked again now and then.
 *
 * @param accounts the users that services are
 * @param trusted whether a chain of certificates is valid and trusted now
 */
public record ClientCertificates(ServiceAccounts accounts, Predicate<X509Certificate[]> trusted) {

  /** For servers that ask for none. */
  public static final ClientCertificates NONE =
      new ClientCertificates(ServiceAccounts.NONE, _ -> true);

  private static final Set<Integer> MAIL_HOST_URI = Set.of(1, 2, 6);
  private static final long CHECKED_NANOS = Duration.ofSeconds(1).toNanos();
  private static final String KEY = ClientCertificates.class.getName();

  /** What was found about a connection, kept with it. */
  private record Seen(Set<String> names, boolean trusted, long nanos) {}

  /**
   * The names of a client: URIs, hosts and e-mail addresses. Empty without a certificate.
   *
   * @throws Unauthenticated if the certificate is not valid any more
   */
  Collection<String> names(Peer peer) {
    var tls = peer.tls();
    if (tls == null) {
      return List.of();
    }
    var seen = seen(tls);
    if (!seen.trusted()) {
      throw new Unauthenticated(
          Reason.INVALID_CLIENT_CERTIFICATE,
          "the client certificate of this connection has expired, or its CA is no longer trusted;"
              + " connect again with a valid one");
    }
    return seen.names();
  }

  private Seen seen(SSLSession tls) {
    long now = System.nanoTime();
    if (tls.getValue(KEY) instanceof Seen seen && now - seen.nanos() < CHECKED_NANOS) {
      return seen;
    }
    Seen seen;
    try {
      var chain = (X509Certificate[]) tls.getPeerCertificates();
      seen = new Seen(namesOf(chain[0]), trusted.test(chain), now);
    } catch (SSLPeerUnverifiedException e) {
      seen = new Seen(Set.of(), true, now);
    }
    tls.putValue(KEY, seen);
    return seen;
  }

  private static Set<String> namesOf(X509Certificate certificate) {
    var names = new LinkedHashSet<String>();
    try {
      var alternatives = certificate.getSubjectAlternativeNames();
      for (var each : alternatives == null ? List.<List<?>>of() : alternatives) {
        if (each.get(0) instanceof Integer type
            && MAIL_HOST_URI.contains(type)
            && each.get(1) instanceof String name) {
          names.add(ServiceAccounts.normal(name));
        }
      }
    } catch (CertificateParsingException e) {
      // It has no names that could be understood.
    }
    return names;
  }
}
