package campus.server.tls;

import campus.server.settings.Failure;
import campus.server.settings.Setting;
import campus.server.settings.TlsSettings;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/**
 * What the server shows to clients, and whom it trusts.
 *
 * @param chain the server's certificate, then those between it and its CA
 * @param clients null if clients show no certificates
 */
record Credentials(
    List<X509Certificate> chain, PrivateKey key, @Nullable X509ExtendedTrustManager clients) {

  /** The files as they were when they were read. */
  record Files(PemFile certificate, PemFile key, @Nullable PemFile clientCa) {

    /**
     * @throws Failure if one cannot be read
     */
    static Files read(TlsSettings settings) {
      var ca = settings.clientCa();
      return new Files(
          PemFile.read(Setting.CAMPUS_TLS_CERTIFICATE, settings.certificate()),
          PemFile.read(Setting.CAMPUS_TLS_KEY, settings.key()),
          ca == null ? null : PemFile.read(Setting.CAMPUS_TLS_CLIENT_CA, ca));
    }
  }

  /**
   * Understands the files.
   *
   * @throws Failure if they are damaged, or do not belong together
   */
  static Credentials of(Files files) {
    var chain = files.certificate().certificates();
    var own = chain.getFirst().getPublicKey();
    var key = PemKey.read(files.key(), kind(files.certificate(), own));
    if (!belongTogether(own, key)) {
      boolean later = chain.stream().anyMatch(each -> belongTogether(each.getPublicKey(), key));
      throw files
          .key()
          .failure(
              later
                  ? "belongs to a certificate that is not the first in "
                      + files.certificate()
                      + ": put the server's before those of its CAs"
                  : "does not belong to the certificate in " + files.certificate());
    }
    var ca = files.clientCa();
    return new Credentials(chain, key, ca == null ? null : trusting(ca));
  }

  /** When the first of the certificates expires. */
  Instant expireTime() {
    return chain.stream()
        .map(each -> each.getNotAfter().toInstant())
        .min(Instant::compareTo)
        .orElseThrow();
  }

  /** Whether all the server's certificates are valid now. */
  boolean isValid() {
    var now = Instant.now();
    return now.isBefore(expireTime())
        && chain.stream().noneMatch(each -> now.isBefore(each.getNotBefore().toInstant()));
  }

  /** When the server's certificate became valid. */
  Instant validFrom() {
    return chain.getFirst().getNotBefore().toInstant();
  }

  private static String kind(PemFile file, PublicKey key) {
    var kind = key.getAlgorithm();
    return switch (kind) {
      case "RSA", "EC", "EdDSA" -> kind;
      case "Ed25519" -> "EdDSA";
      default ->
          throw file.failure(
              "has a certificate with a key of the kind " + kind + ": use RSA, EC or Ed25519");
    };
  }

  private static boolean belongTogether(PublicKey open, PrivateKey secret) {
    var algorithm =
        switch (secret.getAlgorithm()) {
          case "RSA" -> "SHA256withRSA";
          case "EC" -> "SHA256withECDSA";
          default -> "EdDSA";
        };
    try {
      var signature = Signature.getInstance(algorithm);
      signature.initSign(secret);
      signature.update((byte) 1);
      var signed = signature.sign();
      signature.initVerify(open);
      signature.update((byte) 1);
      return signature.verify(signed);
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  private static X509ExtendedTrustManager trusting(PemFile ca) {
    try {
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      for (var certificate : ca.certificates()) {
        store.setCertificateEntry("ca-" + store.size(), certificate);
      }
      var factory = TrustManagerFactory.getInstance("PKIX");
      factory.init(store);
      return (X509ExtendedTrustManager) factory.getTrustManagers()[0];
    } catch (GeneralSecurityException | IOException e) {
      throw Failure.because("The CAs in " + ca + " cannot be used: " + e.getMessage() + ".", e);
    }
  }
}
