package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import campus.server.settings.Failure;
import campus.server.tls.TrialCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TlsNewCommandTest {

  @Test
  void aCaAServerAndAClientAreWrittenOnce(@TempDir Path home) throws Exception {
    var directory = home.resolve("tls");

    var first =
        CommandResult.of(
            Map.of(), "tls", "new", directory.toString(), "--host", "campus.example.org");

    assertThat(first.exitCode()).isZero();
    assertThat(first.out())
        .contains("CAMPUS_TLS_CERTIFICATE=" + directory.resolve("server.crt") + " ")
        .contains("CAMPUS_TLS_CLIENT_CA=" + directory.resolve("ca.crt"));
    var ca = certificate(directory.resolve("ca.crt"));
    for (var name : List.of("ca", "server", "client")) {
      certificate(directory.resolve(name + ".crt")).verify(ca.getPublicKey());
      assertThat(
              PosixFilePermissions.toString(
                  Files.getPosixFilePermissions(directory.resolve(name + ".key"))))
          .isEqualTo("rw-------");
    }
    assertThat(certificate(directory.resolve("server.crt")).getSubjectAlternativeNames())
        .extracting(List::getLast)
        .map(String::valueOf)
        .containsExactly("localhost", "127.0.0.1", "0:0:0:0:0:0:0:1", "campus.example.org");
    assertThat(certificate(directory.resolve("client.crt")).getSubjectAlternativeNames())
        .extracting(List::getLast)
        .map(String::valueOf)
        .containsExactly(TrialCertificates.CLIENT);

    var again = CommandResult.of(Map.of(), "tls", "new", directory.toString());

    assertThat(again.exitCode()).isEqualTo(Failure.FAILED);
    assertThat(again.err())
        .isEqualTo(
            "campus: %s exists already: choose another directory.\n", directory.resolve("ca.crt"));
    assertThat(certificate(directory.resolve("ca.crt"))).isEqualTo(ca);
  }

  private static X509Certificate certificate(Path file)
      throws IOException, GeneralSecurityException {
    try (var in = Files.newInputStream(file)) {
      return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
    }
  }
}
