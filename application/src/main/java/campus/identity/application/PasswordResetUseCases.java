package campus.identity.application;

import campus.identity.domain.Password;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.shared.domain.name.UserId;
import java.time.Instant;

/**
 * Resets passwords by one-time tokens.
 *
 * <p>Each method opens its own transactions, and holds none while it hashes or waits. Do not call
 * one inside a transaction.
 */
public interface PasswordResetUseCases {

  /** A token, shown to the one who asked for it and never again. */
  record Issued(Token token, Instant expireTime) {}

  /**
   * Issues a token for ADMIN, checked at the edge.
   *
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   */
  Issued issue(UserId user);

  /**
   * Issues a token for the operator.
   *
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   */
  Issued issue(Username username);

  /**
   * Sends a token to the e-mail address of a user. Does the same for an unknown login, but sends
   * nothing.
   *
   * @param login a username or e-mail address, case-insensitive
   * @throws campus.shared.domain.error.RuleBroken if no mail server is configured
   * @throws campus.shared.domain.error.Overloaded if too many ask
   */
  void request(String login);

  /**
   * Sets a new password, ends all sessions of the user, and invalidates all their tokens.
   *
   * @throws campus.shared.domain.error.Unauthenticated if the token is unknown, used or expired
   * @throws campus.shared.domain.error.Overloaded if too many calls come from the network address
   */
  void reset(Token token, Password next);
}
