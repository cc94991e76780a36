package campus.identity.application;

import java.time.Duration;

/**
 * How passwords are reset, as the operator has set it.
 *
 * @param lifetime how long a token is valid
 * @param link the address of the page where users set their new password, with {@link #TOKEN} in
 *     place of the token; empty if messages are to have the token alone
 */
public record PasswordResetPolicy(Duration lifetime, String link) {

  public static final PasswordResetPolicy DEFAULT =
      new PasswordResetPolicy(Duration.ofHours(1), "");

  /** Stands for the token. */
  public static final String TOKEN = "{token}";
}
