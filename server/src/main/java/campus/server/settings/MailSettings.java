package campus.server.settings;

import campus.identity.domain.Email;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * How to reach the mail server.
 *
 * @param user null to sign in as nobody
 * @param password null without a user
 * @param timeout of each step
 */
public record MailSettings(
    String host,
    int port,
    Security security,
    @Nullable String user,
    @Nullable String password,
    Email from,
    Duration timeout) {

  /** How the connection is encrypted. */
  public enum Security {
    STARTTLS,
    TLS,
    NONE;

    /**
     * @throws IllegalArgumentException if it is none of them, in lower case
     */
    static Security parse(String text) {
      for (var security : values()) {
        if (security.name().toLowerCase(Locale.ROOT).equals(text)) {
          return security;
        }
      }
      throw new IllegalArgumentException(text);
    }
  }

  @Override
  public String toString() {
    return "MailSettings[" + host + ":" + port + "]";
  }
}
