package campus.shared.persistence.read;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.Reason;
import campus.shared.persistence.jdbc.Secrets;
import jakarta.inject.Singleton;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Page tokens: the sort key of the last row before the page, with an HMAC over it and the arguments
 * of the list. A forged token, or that of another list, is refused. A token is valid on every
 * server of one database, without expiry.
 */
@Singleton
public final class PageTokens {

  private static final String ALGORITHM = "HmacSHA256";
  private static final String KEY = "page_tokens";
  private static final int SEAL_BYTES = 16;
  private static final int NULL = -1;

  private final Secrets secrets;

  PageTokens(Secrets secrets) {
    this.secrets = secrets;
  }

  /**
   * Loads the key of the HMAC, and creates it if the database has none. Called when a server
   * starts, since a read-only transaction cannot create it.
   */
  public void loadKey() {
    secrets.get(KEY);
  }

  /**
   * @param arguments those of the list, without the page size
   * @param key the sort key of the last row of the page
   */
  public String encode(String arguments, List<@Nullable String> key) {
    var values = new ArrayList<byte @Nullable []>();
    int size = 0;
    for (var value : key) {
      var bytes = value == null ? null : value.getBytes(StandardCharsets.UTF_8);
      values.add(bytes);
      size += Integer.BYTES + (bytes == null ? 0 : bytes.length);
    }
    var payload = ByteBuffer.allocate(size);
    for (var value : values) {
      payload.putInt(value == null ? NULL : value.length);
      if (value != null) {
        payload.put(value);
      }
    }
    var token = ByteBuffer.allocate(SEAL_BYTES + size);
    token.put(seal(arguments, payload.array())).put(payload.array());
    return Base64.getUrlEncoder().withoutPadding().encodeToString(token.array());
  }

  /**
   * @return the sort key in the token
   * @throws InvalidRequest if the token was not made for these arguments
   */
  public List<@Nullable String> decode(String arguments, String token) {
    var key = find(arguments, token);
    if (key == null) {
      throw invalid();
    }
    return key;
  }

  /** As {@link #decode}; null if the token was not made for these arguments. */
  @Nullable List<@Nullable String> find(String arguments, String token) {
    byte[] bytes;
    try {
      bytes = Base64.getUrlDecoder().decode(token);
    } catch (IllegalArgumentException e) {
      return null;
    }
    if (bytes.length < SEAL_BYTES) {
      return null;
    }
    var payload = Arrays.copyOfRange(bytes, SEAL_BYTES, bytes.length);
    if (!MessageDigest.isEqual(
        seal(arguments, payload), Arrays.copyOfRange(bytes, 0, SEAL_BYTES))) {
      return null;
    }
    var key = new ArrayList<@Nullable String>();
    for (var buffer = ByteBuffer.wrap(payload); buffer.hasRemaining(); ) {
      int length = buffer.getInt();
      if (length == NULL) {
        key.add(null);
      } else {
        var value = new byte[length];
        buffer.get(value);
        key.add(new String(value, StandardCharsets.UTF_8));
      }
    }
    return key;
  }

  private byte[] seal(String arguments, byte[] payload) {
    try {
      var mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(secrets.get(KEY), ALGORITHM));
      mac.update(ByteBuffer.allocate(Integer.BYTES).putInt(payload.length).array());
      mac.update(payload);
      mac.update(arguments.getBytes(StandardCharsets.UTF_8));
      return Arrays.copyOf(mac.doFinal(), SEAL_BYTES);
    } catch (GeneralSecurityException e) {
      throw new AssertionError("every JDK has " + ALGORITHM, e);
    }
  }

  private static InvalidRequest invalid() {
    return new InvalidRequest(
        Reason.INVALID_PAGE_TOKEN,
        List.of(
            new InvalidRequest.Violation(
                "page_token",
                "is not one that was answered to this call; send the same arguments as for the page"
                    + " before, or begin without a token")));
  }
}
