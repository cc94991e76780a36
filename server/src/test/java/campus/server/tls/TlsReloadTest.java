package campus.server.tls;

import static org.assertj.core.api.Assertions.assertThat;

import campus.server.settings.TlsSettings;
import campus.server.settings.TlsSettings.ClientAuth;
import campus.server.testing.Condition;
import campus.server.testing.TestCertificates;
import campus.shared.application.testing.CapturedLog;
import campus.shared.grpc.edge.ServiceAccounts;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.X509Certificate;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsReloadTest {

  private static final String LOGGER = TlsReload.class.getName();
  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final TestCertificates CA = TestCertificates.ofCa("ca");

  private final X509Bundle first = CA.server();
  private final X509Bundle second = CA.server();
  private final SimpleMeterRegistry meters = new SimpleMeterRegistry();

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    TestCertificates.write(directory, first);
    TestCertificates.writeCa(directory, CA);
  }

  @Test
  void linksThatAreExchangedAreFollowed() throws Exception {
    // As Kubernetes mounts secrets: all files change at once, when one link does.
    var versions = directory.resolve("versions");
    for (var version : new X509Bundle[] {first, second}) {
      var made = Files.createDirectories(versions.resolve(version == first ? "1" : "2"));
      TestCertificates.write(made, version);
    }
    var data = Files.createSymbolicLink(directory.resolve("..data"), versions.resolve("1"));
    for (var name : new String[] {"server.crt", "server.key"}) {
      Files.delete(directory.resolve(name));
      Files.createSymbolicLink(directory.resolve(name), Path.of("..data").resolve(name));
    }
    try (var log = CapturedLog.of(LOGGER);
        var tls = tls()) {
      assertThat(shown(tls)).isEqualTo(first.getCertificate());

      var next = Files.createSymbolicLink(directory.resolve("..next"), versions.resolve("2"));
      Files.move(next, data, StandardCopyOption.ATOMIC_MOVE);

      awaitShown(tls, second);
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void aCertificateWaitsForItsKey() throws Exception {
    try (var log = CapturedLog.of(LOGGER);
        var tls = tls()) {
      TestCertificates.write(directory.resolve("server.crt"), second.getCertificatePEM());
      Thread.sleep(Duration.ofSeconds(3)); // longer than it takes to read them
      assertThat(shown(tls)).isEqualTo(first.getCertificate());

      TestCertificates.write(directory.resolve("server.key"), second.getPrivateKeyPEM());

      awaitShown(tls, second);
      assertThat(log.lines()).isEmpty();
    }
  }

  @Test
  void filesThatStayBadAreToldOnceAndTheFormerStay() throws Exception {
    try (var log = CapturedLog.of(LOGGER);
        var tls = tls()) {
      Files.writeString(directory.resolve("server.key"), "nonsense");

      Condition.await(PATIENCE, () -> gauge("campus.tls.reload.failing") == 1);
      assertThat(shown(tls)).isEqualTo(first.getCertificate());
      assertThat(log.lines())
          .singleElement()
          .asString()
          .startsWith(
              "WARN The file of CAMPUS_TLS_KEY, %s, has no private key"
                  .formatted(directory.resolve("server.key")));

      TestCertificates.write(directory, first);
      Condition.await(PATIENCE, () -> gauge("campus.tls.reload.failing") == 0);
      assertThat(log.lines()).hasSize(1);
    }
  }

  @Test
  void anExpiredCertificateDoesNotReplaceAValidOne() throws Exception {
    try (var _ = CapturedLog.of(LOGGER);
        var tls = tls()) {
      TestCertificates.write(directory, CA.expiredServer());

      Condition.await(PATIENCE, () -> gauge("campus.tls.reload.failing") == 1);
      assertThat(shown(tls)).isEqualTo(first.getCertificate());
    }
  }

  @Test
  void theExpiryIsMeasuredAndWarnedOf() throws Exception {
    try (var log = CapturedLog.of(LOGGER)) {
      try (var _ = tls()) {
        assertThat(Duration.ofSeconds((long) gauge("campus.tls.certificate.validity")).toDays())
            .isEqualTo(29);
        assertThat(log.lines()).isEmpty();
      }
      TestCertificates.write(directory, CA.expiredServer());
      try (var _ = tls()) {
        assertThat(log.lines())
            .singleElement()
            .asString()
            .contains("has expired")
            .contains("renew");
      }
    }
  }

  private Tls tls() {
    meters.clear();
    return new Tls(
        new TlsSettings(
            directory.resolve("server.crt"),
            directory.resolve("server.key"),
            directory.resolve("ca.crt"),
            ClientAuth.OPTIONAL,
            ServiceAccounts.NONE),
        meters);
  }

  private double gauge(String name) {
    return meters.get(name).gauge().value();
  }

  private static X509Certificate shown(Tls tls) {
    return tls.certificate();
  }

  private static void awaitShown(Tls tls, X509Bundle expected) {
    Condition.await(PATIENCE, () -> shown(tls).equals(expected.getCertificate()));
  }
}
