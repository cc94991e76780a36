package campus.identity.domain;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;

/**
 * A secret of a session or a service: 256 random bits, in base64url. Only its {@link #hash} is
 * stored, which needs no salt or slowness, since 256 bits cannot be guessed.
 */
public record Token(String value) {

  /** By which scanners for secrets, and this server, know the tokens of services. */
  private static final String API_PREFIX = "campus_";

  private static final int BYTES = 32;
  private static final SecureRandom RANDOM = new SecureRandom();

  public static Token random() {
    var bytes = new byte[BYTES];
    RANDOM.nextBytes(bytes);
    return new Token(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
  }

  /** A token for a service. */
  public static Token randomForApi() {
    return new Token(API_PREFIX + random().value());
  }

  /** Whether it looks like a token for a service. */
  public boolean isForApi() {
    return value.startsWith(API_PREFIX);
  }

  /** SHA-256 of the text. */
  public byte[] hash() {
    try {
      return MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-256", e);
    }
  }

  @Override
  public String toString() {
    return "Token[…]";
  }
}
