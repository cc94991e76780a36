package campus.server.tls;

import campus.server.settings.Failure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;

/**
 * Certificates to try TLS with: a CA, and with it a server's and a client's, valid for a year. They
 * are made by keytool, which every Java has.
 */
public final class TrialCertificates {

  /** How the client is known to a server that maps certificates to users. */
  public static final String CLIENT = "spiffe://localhost/client";

  private static final List<String> NAMES = List.of("ca", "server", "client");
  private static final String STORE = "store.p12";

  private final Path store;
  private final String password = UUID.randomUUID().toString();

  private TrialCertificates(Path directory) {
    this.store = directory.resolve(STORE);
  }

  /**
   * Writes {@code ca}, {@code server} and {@code client}, each a {@code .crt} and a {@code .key}
   * that only this user can read.
   *
   * @param directory is made when missing
   * @param hosts names and addresses that the server's is for
   * @throws Failure if one of the files exists, or cannot be written
   */
  public static void write(Path directory, List<String> hosts) {
    try {
      refuseToOverwrite(directory);
      Files.createDirectories(directory);
      var work = Files.createTempDirectory("campus-tls-");
      try {
        new TrialCertificates(work).make(directory, hosts);
      } finally {
        Files.deleteIfExists(work.resolve(STORE));
        Files.delete(work);
      }
    } catch (FileAlreadyExistsException e) {
      throw Failure.because(e.getFile() + " exists already: choose another directory.", e);
    } catch (IOException | GeneralSecurityException e) {
      throw Failure.because(
          "Certificates cannot be written to " + directory + ": " + e.getMessage() + ".", e);
    }
  }

  private static void refuseToOverwrite(Path directory) throws IOException {
    for (var name : NAMES) {
      for (var ending : List.of(".crt", ".key")) {
        var file = directory.resolve(name + ending);
        if (Files.exists(file)) {
          throw new FileAlreadyExistsException(file.toString());
        }
      }
    }
  }

  private void make(Path directory, List<String> hosts)
      throws IOException, GeneralSecurityException {
    generate(
        "ca", "CN=Campus trial CA", "-ext", "bc:c=ca:true,pathlen:0", "-ext", "ku:c=keyCertSign");
    generate(
        "server",
        "CN=Campus trial server",
        "-signer",
        "ca",
        "-ext",
        "ku:c=digitalSignature",
        "-ext",
        "eku=serverAuth",
        "-ext",
        "san=" + String.join(",", hosts.stream().map(TrialCertificates::san).toList()));
    generate(
        "client",
        "CN=Campus trial client",
        "-signer",
        "ca",
        "-ext",
        "ku:c=digitalSignature",
        "-ext",
        "eku=clientAuth",
        "-ext",
        "san=uri:" + CLIENT);
    var keys = KeyStore.getInstance(store.toFile(), password.toCharArray());
    for (var name : NAMES) {
      write(directory.resolve(name + ".crt"), keys.getCertificate(name));
      write(
          directory.resolve(name + ".key"),
          "rw-------",
          pem("PRIVATE KEY", keys.getKey(name, password.toCharArray()).getEncoded()));
    }
  }

  private static String san(String host) {
    return (host.contains(":") || host.matches("[0-9.]+") ? "ip:" : "dns:") + host;
  }

  private void generate(String alias, String subject, String... more) throws IOException {
    var command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-alias",
                alias,
                "-dname",
                subject,
                "-keyalg",
                "EC",
                "-groupname",
                "secp256r1",
                "-sigalg",
                "SHA256withECDSA",
                "-validity",
                "365",
                "-keystore",
                store.toString(),
                "-storetype",
                "PKCS12",
                "-storepass:env",
                "CAMPUS_TLS_STORE"));
    command.addAll(List.of(more));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CAMPUS_TLS_STORE", password);
    var process = builder.start();
    process.getOutputStream().close();
    var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (process.waitFor() != 0) {
        throw new IOException("keytool failed: " + output.strip());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("interrupted", e);
    }
  }

  private static void write(Path file, Certificate certificate)
      throws IOException, GeneralSecurityException {
    write(file, "rw-r--r--", pem("CERTIFICATE", certificate.getEncoded()));
  }

  private static void write(Path file, String permissions, String text) throws IOException {
    var attribute =
        PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
    try (var channel =
        Files.newByteChannel(
            file, EnumSet.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), attribute)) {
      channel.write(StandardCharsets.US_ASCII.encode(text));
    }
  }

  private static String pem(String label, byte[] bytes) {
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n"
        .formatted(label, Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(bytes));
  }
}
