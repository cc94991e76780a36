package campus.server.testing;

import io.netty.pkitesting.CertificateBuilder;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;

/** Certificates of a CA, and files of them for a server. */
public final class TestCertificates {

  private static final Duration LIFETIME = Duration.ofDays(30);

  private final X509Bundle ca;

  private TestCertificates(X509Bundle ca) {
    this.ca = ca;
  }

  /** A new CA. */
  public static TestCertificates ofCa(String name) {
    try {
      return new TestCertificates(
          builder(name, Instant.now().minusSeconds(60))
              .setIsCertificateAuthority(true)
              .buildSelfSigned());
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  public X509Bundle ca() {
    return ca;
  }

  /** For localhost. */
  public X509Bundle server() {
    return server("localhost");
  }

  /** For localhost, under another name. */
  public X509Bundle server(String name) {
    return issued(serverBuilder(name, Instant.now().minusSeconds(60)));
  }

  /** For localhost, valid no more. */
  public X509Bundle expiredServer() {
    return issued(serverBuilder("localhost", Instant.now().minus(LIFETIME).minusSeconds(60)));
  }

  /** For localhost, with an RSA key. */
  public X509Bundle rsaServer() {
    return issued(serverBuilder("localhost", Instant.now().minusSeconds(60)).rsa2048());
  }

  /** Known by a URI. */
  public X509Bundle client(String uri) {
    return issued(clientBuilder(Instant.now().minusSeconds(60)).addSanUriName(URI.create(uri)));
  }

  /** Valid no more. */
  public X509Bundle expiredClient() {
    return expiringClient(Instant.now().minusSeconds(60));
  }

  /** Valid until then. */
  public X509Bundle expiringClient(Instant until) {
    return issued(clientBuilder(until.minus(LIFETIME)).addSanDnsName("client.example.org"));
  }

  private X509Bundle issued(CertificateBuilder builder) {
    try {
      return builder.buildIssuedBy(ca);
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  private static CertificateBuilder serverBuilder(String name, Instant from) {
    return builder(name, from).addSanDnsName("localhost").addExtendedKeyUsageServerAuth();
  }

  private static CertificateBuilder clientBuilder(Instant from) {
    return builder("client", from).addExtendedKeyUsageClientAuth();
  }

  private static CertificateBuilder builder(String name, Instant from) {
    return new CertificateBuilder()
        .ecp256()
        .subject("CN=" + name)
        .notBefore(from)
        .notAfter(from.plus(LIFETIME));
  }

  /** Writes the certificate and its key, each at once. */
  public static void write(Path directory, X509Bundle server) throws IOException {
    write(directory.resolve("server.crt"), server.getCertificatePEM());
    write(directory.resolve("server.key"), server.getPrivateKeyPEM());
  }

  /** Writes the CA of clients. */
  public static void writeCa(Path directory, TestCertificates clients) throws IOException {
    write(directory.resolve("ca.crt"), clients.ca.getCertificatePEM());
  }

  /** Replaces a file by another. */
  public static void write(Path file, String text) throws IOException {
    var made = file.resolveSibling(file.getFileName() + ".new");
    Files.writeString(made, text);
    Files.move(made, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
  }

  /**
   * The settings for a server with the files of a directory.
   *
   * @param clientAuth {@code off}, {@code optional} or {@code required}
   */
  public static Map<String, String> settings(Path directory, String clientAuth) {
    var settings = new HashMap<String, String>();
    settings.put("CAMPUS_TLS_CERTIFICATE", directory.resolve("server.crt").toString());
    settings.put("CAMPUS_TLS_KEY", directory.resolve("server.key").toString());
    settings.put("CAMPUS_TLS_CLIENT_AUTH", clientAuth);
    if (!clientAuth.equals("off")) {
      settings.put("CAMPUS_TLS_CLIENT_CA", directory.resolve("ca.crt").toString());
    }
    return settings;
  }
}
