package campus.identity.application;

import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Username;
import campus.shared.domain.Etag;
import campus.shared.domain.Role;
import campus.shared.domain.UserId;
import org.jspecify.annotations.Nullable;

/**
 * Making, changing and deleting users.
 *
 * <p>Who may is checked at the edge, by the name of the user. Each method joins the transaction in
 * progress, or is one of its own.
 */
public interface UserUseCases {

  /** A user to be, with his profile. */
  record NewUser(Username username, Email email, String fullName, String bio) {}

  /**
   * What to change of a user; null leaves a field as it is.
   *
   * @param etag null for whichever state the user is in
   */
  record UpdateUser(
      UserId user, @Nullable Username username, @Nullable Email email, @Nullable Etag etag) {}

  /** Hashes a password: slow, so done before the transaction that needs the hash is begun. */
  PasswordHash hash(Password password);

  /**
   * Makes a user with his profile.
   *
   * @param password null for a user who cannot sign in yet
   * @throws campus.identity.domain.UsernameTaken if another user has the username
   * @throws campus.identity.domain.EmailTaken if another user has the e-mail address
   */
  UserId create(NewUser user, @Nullable PasswordHash password);

  /**
   * Changes a user.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   * @throws campus.shared.domain.StaleEtag if he has changed since
   * @throws campus.identity.domain.UsernameTaken if another user has the username
   * @throws campus.identity.domain.EmailTaken if another user has the e-mail address
   */
  void update(UpdateUser update);

  /**
   * Deletes a user, and all that hangs on him.
   *
   * @param etag null for whichever state the user is in
   * @throws campus.shared.domain.NotFound if there is no such user
   * @throws campus.shared.domain.StaleEtag if he has changed since
   */
  void delete(UserId user, @Nullable Etag etag);

  /**
   * Gives a user a role; it counts from his next call on.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  void grant(Username username, Role role);

  /**
   * Takes a role from a user; he is without it from his next call on. Every user stays a MEMBER.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  void revoke(Username username, Role role);
}
