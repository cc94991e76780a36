package campus.identity.application;

import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.domain.UserId;
import java.util.Optional;

/** The users, each with his profile: there is never one without the other. */
public interface Users {

  /**
   * Adds a user with his profile.
   *
   * @throws campus.identity.domain.UsernameTaken if another user has the username, in any case
   * @throws campus.identity.domain.EmailTaken if another user has the e-mail address, in any case
   */
  void add(User user, Profile profile);

  /** Finds a user by his username, in any case. */
  Optional<User> find(Username username);

  /**
   * Gets a user, and keeps others from changing him until the transaction ends.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  User lock(UserId id);

  /**
   * Gets a user's profile, and keeps others from changing it until the transaction ends. Does not
   * lock the user.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  Profile lockProfile(UserId id);

  /**
   * Changes a user who was locked before.
   *
   * @throws campus.identity.domain.UsernameTaken if another user has the username, in any case
   * @throws campus.identity.domain.EmailTaken if another user has the e-mail address, in any case
   */
  void update(User user);

  /** Changes a profile that was locked before. */
  void update(Profile profile);

  /** Deletes a user who was locked before, and all that this context keeps of him. */
  void delete(UserId id);
}
