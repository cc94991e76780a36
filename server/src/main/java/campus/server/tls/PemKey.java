package campus.server.tls;

import campus.server.settings.Failure;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;

/**
 * Private keys in PEM: PKCS#8, as of openssl and certbot, and the older forms for RSA (PKCS#1) and
 * EC (SEC 1), which cert-manager writes by default.
 */
final class PemKey {

  private static final byte[] VERSION_0 = HexFormat.of().parseHex("020100");
  private static final byte[] RSA = HexFormat.of().parseHex("06092a864886f70d0101010500");
  private static final byte[] EC = HexFormat.of().parseHex("06072a8648ce3d0201");

  private static final int SEQUENCE = 0x30;
  private static final int OCTETS = 0x04;
  private static final int PARAMETERS = 0xa0;

  private PemKey() {}

  /**
   * Reads the private key of a file.
   *
   * @param algorithm of the certificate that it belongs to
   * @throws Failure if there is none of that kind, or it needs a passphrase
   */
  static PrivateKey read(PemFile file, String algorithm) {
    for (var block : file.blocks()) {
      if (block.label().endsWith("PRIVATE KEY")) {
        if (block.label().startsWith("ENCRYPTED") || block.body().contains("ENCRYPTED")) {
          throw file.failure(
              "is encrypted, and Campus knows no passphrase: decrypt it by openssl pkey -in "
                  + file
                  + " -out NEW_FILE, and let only this user read that");
        }
        return key(file, pkcs8(file, block), algorithm);
      }
    }
    throw file.failure(
        "has no private key: a line -----BEGIN PRIVATE KEY----- and its END are missing");
  }

  private static byte[] pkcs8(PemFile file, PemFile.Block block) {
    var bytes = file.decoded(block);
    return switch (block.label()) {
      case "PRIVATE KEY" -> bytes;
      case "RSA PRIVATE KEY" -> wrapped(RSA, bytes);
      case "EC PRIVATE KEY" -> {
        try {
          yield wrapped(join(EC, curve(bytes)), bytes);
        } catch (RuntimeException e) {
          throw file.failure("has a damaged private key");
        }
      }
      default -> throw file.failure("has a private key of an unknown form: " + block.label());
    };
  }

  private static PrivateKey key(PemFile file, byte[] pkcs8, String algorithm) {
    try {
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(pkcs8));
    } catch (GeneralSecurityException e) {
      throw e.getCause() instanceof InvalidKeyException
          ? file.failure("has a private key that is damaged, or of another kind than " + algorithm)
          : file.failure("has no private key of the kind " + algorithm);
    }
  }

  private static byte[] wrapped(byte[] algorithm, byte[] key) {
    return tagged(SEQUENCE, join(VERSION_0, tagged(SEQUENCE, algorithm), tagged(OCTETS, key)));
  }

  /** The curve's name out of an EC key: the parameters after version and private value. */
  private static byte[] curve(byte[] sec1) {
    var fields = ByteBuffer.wrap(sec1);
    fields.get();
    length(fields);
    while (fields.hasRemaining()) {
      int tag = fields.get() & 0xff;
      int length = length(fields);
      if (tag == PARAMETERS) {
        return Arrays.copyOfRange(sec1, fields.position(), fields.position() + length);
      }
      fields.position(fields.position() + length);
    }
    throw new IllegalArgumentException("no curve");
  }

  private static int length(ByteBuffer der) {
    int first = der.get() & 0xff;
    if (first < 0x80) {
      return first;
    }
    int length = 0;
    for (int i = 0; i < (first & 0x7f); i++) {
      length = (length << 8) | (der.get() & 0xff);
    }
    return length;
  }

  private static byte[] tagged(int tag, byte[] value) {
    var length = value.length;
    var head =
        length < 0x80
            ? new byte[] {(byte) tag, (byte) length}
            : new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    return join(head, value);
  }

  private static byte[] join(byte[]... parts) {
    var all = new ByteArrayOutputStream();
    for (var part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
