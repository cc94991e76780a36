package campus.server.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.server.settings.Failure;
import campus.server.settings.TlsSettings;
import campus.server.settings.TlsSettings.ClientAuth;
import campus.server.testing.TestCertificates;
import campus.shared.grpc.edge.ServiceAccounts;
import io.netty.pkitesting.X509Bundle;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.PrivateKey;
import java.security.interfaces.ECPrivateKey;
import java.util.Base64;
import org.bouncycastle.asn1.pkcs.PrivateKeyInfo;
import org.bouncycastle.asn1.sec.SECObjectIdentifiers;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CredentialsTest {

  private static final TestCertificates CA = TestCertificates.ofCa("ca");
  private static final X509Bundle SERVER = CA.server();

  @TempDir Path directory;

  @BeforeEach
  void files() throws IOException {
    TestCertificates.write(directory, SERVER);
    TestCertificates.writeCa(directory, CA);
  }

  @Test
  void aChainIsKeptInItsOrder() throws IOException {
    write("server.crt", SERVER.getCertificatePEM() + CA.ca().getCertificatePEM());

    assertThat(read().chain()).containsExactly(SERVER.getCertificate(), CA.ca().getCertificate());
  }

  @Test
  void commentsAndOtherLineEndsDoNotMatter() throws IOException {
    write("server.crt", "\ufeffsubject=x\n" + SERVER.getCertificatePEM().replace("\n", "\r\n"));
    write("server.key", "Bag Attributes\r\n" + SERVER.getPrivateKeyPEM().replace("\n", "\r\n"));

    assertThat(read().key()).isEqualTo(SERVER.getKeyPair().getPrivate());
  }

  @Test
  void keysOfRsaAreTakenInBothForms() throws IOException {
    var rsa = CA.rsaServer();
    TestCertificates.write(directory, rsa);
    assertThat(read().key()).isEqualTo(rsa.getKeyPair().getPrivate());

    write("server.key", pem("RSA PRIVATE KEY", inner(rsa.getKeyPair().getPrivate())));
    assertThat(read().key()).isEqualTo(rsa.getKeyPair().getPrivate());
  }

  @Test
  void keysOfEcAreTakenInBothForms() throws IOException {
    var key = (ECPrivateKey) SERVER.getKeyPair().getPrivate();
    var sec1 =
        new org.bouncycastle.asn1.sec.ECPrivateKey(256, key.getS(), SECObjectIdentifiers.secp256r1);

    write(
        "server.key",
        "-----BEGIN EC PARAMETERS-----\nBggqhkjOPQMBBw==\n-----END EC PARAMETERS-----\n"
            + pem("EC PRIVATE KEY", sec1.getEncoded()));

    assertThat(((ECPrivateKey) read().key()).getS()).isEqualTo(key.getS());
  }

  @ParameterizedTest
  @CsvSource({
    "server.crt, '', is empty",
    "server.crt, text, 'has no certificate: a line -----BEGIN CERTIFICATE-----'",
    "server.crt, '-----BEGIN CERTIFICATE-----\nMIIB', has no certificate",
    "server.crt, '-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----', damaged",
    "server.key, '', 'has no private key: a line -----BEGIN PRIVATE KEY-----'",
    "server.key, '-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----', damaged",
    "server.key, '-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----', damaged",
    "server.key, '-----BEGIN DSA PRIVATE KEY-----\nMIIB\n-----END DSA PRIVATE KEY-----', unknown",
    "server.key, '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMI\n-----END ENCRYPTED PRIVATE KEY-----',"
        + " openssl pkey -in",
    "ca.crt, '', is empty"
  })
  void aDamagedFileIsToldWithItsSetting(String file, String text, String reason)
      throws IOException {
    write(file, text);

    assertThatThrownBy(this::read)
        .isInstanceOf(Failure.class)
        .hasMessageStartingWith("The file of CAMPUS_TLS_")
        .hasMessageContaining(directory.resolve(file).toString())
        .hasMessageContaining(reason);
  }

  @Test
  void aMissingFileIsTold() throws IOException {
    Files.delete(directory.resolve("server.key"));

    assertThatThrownBy(this::read)
        .hasMessage(
            "The file of CAMPUS_TLS_KEY, %s, does not exist.", directory.resolve("server.key"));
  }

  @Test
  void aKeyOfAnotherCertificateIsRefused() throws IOException {
    write("server.key", CA.server().getPrivateKeyPEM());
    assertThatThrownBy(this::read).hasMessageContaining("does not belong to the certificate in");

    write("server.key", CA.rsaServer().getPrivateKeyPEM());
    assertThatThrownBy(this::read).hasMessageContaining("of another kind than EC");

    write("server.crt", CA.ca().getCertificatePEM() + SERVER.getCertificatePEM());
    write("server.key", SERVER.getPrivateKeyPEM());
    assertThatThrownBy(this::read).hasMessageContaining("not the first in");
  }

  private Credentials read() {
    return Credentials.of(
        Credentials.Files.read(
            new TlsSettings(
                directory.resolve("server.crt"),
                directory.resolve("server.key"),
                directory.resolve("ca.crt"),
                ClientAuth.REQUIRED,
                ServiceAccounts.NONE)));
  }

  private void write(String file, String text) throws IOException {
    TestCertificates.write(directory.resolve(file), text);
  }

  private static byte[] inner(PrivateKey key) throws IOException {
    return PrivateKeyInfo.getInstance(key.getEncoded())
        .parsePrivateKey()
        .toASN1Primitive()
        .getEncoded();
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getMimeEncoder().encodeToString(bytes));
  }
}
