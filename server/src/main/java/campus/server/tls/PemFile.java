package campus.server.tls;

import campus.server.settings.Failure;
import campus.server.settings.Setting;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Pattern;

/** A file of PEM blocks, as it was when it was read. */
record PemFile(Setting setting, Path file, String text) {

  // What stands outside the blocks is comment.
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  // Certificates are some kilobytes; a mistaken path should not fill the memory.
  private static final long MAX_BYTES = 4 * 1024 * 1024;

  /** A block; its body is Base64, perhaps with headers before it. */
  record Block(String label, String body) {}

  /**
   * Reads a file.
   *
   * @param setting what names it, for messages
   * @throws Failure if it cannot be read
   */
  static PemFile read(Setting setting, Path file) {
    try {
      if (Files.size(file) > MAX_BYTES) {
        throw failure(setting, file, "is too large to be PEM");
      }
      return new PemFile(
          setting, file, new String(Files.readAllBytes(file), StandardCharsets.ISO_8859_1));
    } catch (NoSuchFileException e) {
      throw failure(setting, file, "does not exist");
    } catch (AccessDeniedException e) {
      throw failure(setting, file, "may not be read by the user that runs Campus");
    } catch (IOException e) {
      throw failure(setting, file, "cannot be read: " + e.getMessage());
    }
  }

  /** All blocks, in order. */
  List<Block> blocks() {
    return BLOCK
        .matcher(text)
        .results()
        .map(found -> new Block(found.group(1), found.group(2)))
        .toList();
  }

  /**
   * The certificates, in order.
   *
   * @throws Failure if there is none, or one is damaged
   */
  List<X509Certificate> certificates() {
    var found = new ArrayList<X509Certificate>();
    for (var block : blocks()) {
      if (block.label().endsWith("CERTIFICATE")) {
        found.add(certificate(decoded(block)));
      }
    }
    if (found.isEmpty()) {
      throw failure(
          text.isBlank()
              ? "is empty"
              : "has no certificate: a line -----BEGIN CERTIFICATE----- and its END are missing");
    }
    return found;
  }

  private X509Certificate certificate(byte[] encoded) {
    try {
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(encoded));
    } catch (CertificateException e) {
      throw failure("has a damaged certificate");
    }
  }

  /**
   * The bytes of a block without headers.
   *
   * @throws Failure if it is no Base64
   */
  byte[] decoded(Block block) {
    try {
      var bytes = Base64.getMimeDecoder().decode(block.body().strip());
      if (bytes.length > 0) {
        return bytes;
      }
    } catch (IllegalArgumentException e) {
      // Told below.
    }
    throw failure("has a damaged block " + block.label());
  }

  /** A failure that names the setting and the file. */
  Failure failure(String reason) {
    return failure(setting, file, reason);
  }

  private static Failure failure(Setting setting, Path file, String reason) {
    return Failure.because("The file of %s, %s, %s.".formatted(setting, file, reason));
  }

  @Override
  public String toString() {
    return file.toString();
  }
}
