package campus.identity.application;

import campus.identity.application.UserUseCases.NewUser;
import campus.identity.domain.Password;
import campus.identity.domain.Token;
import campus.shared.application.call.Caller;
import campus.shared.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Becoming a user, and showing to be one.
 *
 * <p>Each method makes its own transactions, and holds none while it hashes or waits: do not call
 * one inside a transaction.
 */
public interface AuthUseCases {

  /** The tokens of a session, as they are handed out once. */
  record Tokens(Token access, Token refresh, Instant accessExpireTime, Instant refreshExpireTime) {}

  /** A user, and the session that he has just opened or refreshed. */
  record SignedIn(UserId user, Tokens tokens) {}

  /**
   * Makes a user with his profile, and opens his first session: all of it or nothing.
   *
   * @throws campus.shared.domain.AlreadyExists if another user has the username
   * @throws campus.shared.domain.AlreadyExists if another user has the e-mail address
   * @throws campus.shared.domain.Overloaded if too many registrations come from the address
   */
  SignedIn register(NewUser user, Password password);

  /**
   * Opens a session.
   *
   * <p>Takes as long for an unknown user as for a wrong password. After some wrong passwords in a
   * row it waits before it looks at the next one, a little longer each time, a few seconds at most.
   * Where the user has signed in from the same address before, only guesses from there count.
   *
   * @param login a username or an e-mail address, in any case
   * @throws campus.shared.domain.Unauthenticated if there is no such user, or the password is not
   *     his
   * @throws campus.shared.domain.Overloaded if too many attempts at the account, or from the
   *     address, wait already; this one was not looked at
   */
  SignedIn signIn(String login, String password);

  /**
   * Trades a refresh token in for new tokens.
   *
   * @throws campus.shared.domain.Unauthenticated if it is not good; if it was used before, its
   *     session has been ended as well
   */
  SignedIn refresh(Token refreshToken);

  /** Ends the session of the caller. */
  void signOut(Caller caller);

  /**
   * Sets a new password, and ends the user's sessions but the caller's own.
   *
   * @param current the password in force; null if the caller is ADMIN and speaks for somebody else
   * @throws campus.shared.domain.InvalidRequest if the password in force is another, or missing
   * @throws campus.shared.domain.Overloaded if too many attempts of the user's own wait already
   * @throws campus.shared.domain.NotFound if there is no such user
   * @throws campus.shared.domain.Conflict if ADMIN changes it while another call does
   */
  void changePassword(Caller caller, UserId user, @Nullable String current, Password next);

  /**
   * Finds out who calls. One SQL statement.
   *
   * @throws campus.shared.domain.Unauthenticated if the token is not good
   */
  Caller authenticate(Token accessToken);
}
