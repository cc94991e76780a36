package campus.identity.application;

import campus.identity.application.UserUseCases.NewUser;
import campus.identity.domain.Password;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Registers users, and manages their sessions and passwords.
 *
 * <p>Each method opens its own transactions, and holds none while it hashes or waits. Do not call
 * one inside a transaction.
 */
public interface AuthUseCases {

  /** The tokens of a session, shown to the client once. */
  record Tokens(Token access, Token refresh, Instant accessExpireTime, Instant refreshExpireTime) {}

  /** A user, and the tokens of the session that they opened or refreshed. */
  record SignedIn(UserId user, Tokens tokens) {}

  /**
   * Creates a user with their profile and a first session, atomically.
   *
   * @throws campus.shared.domain.error.AlreadyExists if the username or e-mail address is taken
   * @throws campus.shared.domain.error.Overloaded if too many registrations come from the network
   *     address
   */
  SignedIn register(NewUser user, Password password);

  /**
   * Opens a session.
   *
   * <p>Takes as long for an unknown login as for a wrong password. After several wrong passwords it
   * waits before the next check, longer each time, up to a few seconds. From an address where the
   * user has signed in before, only attempts from that address count.
   *
   * @param login a username or e-mail address, case-insensitive
   * @throws campus.shared.domain.error.Unauthenticated on an unknown login or wrong password
   * @throws campus.shared.domain.error.Overloaded if too many attempts wait; the password was not
   *     checked
   */
  SignedIn signIn(String login, String password);

  /**
   * Exchanges a refresh token for new tokens.
   *
   * @throws campus.shared.domain.error.Unauthenticated if it is invalid; reuse also ends its
   *     session
   */
  SignedIn refresh(Token refreshToken);

  /** Ends the caller's session. */
  void signOut(Caller caller);

  /**
   * Sets a new password, ends the user's sessions except the caller's, and invalidates the tokens
   * to reset it.
   *
   * @param current the current password; null if ADMIN changes another user's
   * @throws campus.shared.domain.error.InvalidRequest if the current password is wrong or missing
   * @throws campus.shared.domain.error.Overloaded if too many of the user's attempts wait
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   * @throws campus.shared.domain.error.Conflict if ADMIN races with another password change
   */
  void changePassword(Caller caller, UserId user, @Nullable String current, Password next);

  /**
   * Identifies the bearer of an access token. One SQL statement.
   *
   * @throws campus.shared.domain.error.Unauthenticated if the token is unknown or has expired
   */
  Caller authenticate(Token accessToken);

  /**
   * Identifies a service, which has proved by a certificate to be a user. One SQL statement.
   *
   * @throws campus.shared.domain.error.Unauthenticated if there is no such user
   */
  Caller authenticate(Username service);
}
