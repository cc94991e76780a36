package campus.identity.application;

import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.domain.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The users, each with his profile: there is never one without the other. */
public interface Users {

  /** A user with his profile. */
  record Account(User user, Profile profile) {}

  /**
   * Adds a user with his profile.
   *
   * @throws campus.identity.domain.UsernameTaken if another user has the username, in any case
   * @throws campus.identity.domain.EmailTaken if another user has the e-mail address, in any case
   */
  void add(User user, Profile profile);

  /**
   * Adds users with their profiles, in a number of SQL statements that does not grow with theirs.
   *
   * @throws campus.identity.domain.UsernameTaken if another user has the username of one of them,
   *     in any case
   * @throws campus.identity.domain.EmailTaken if another user has the e-mail address of one of
   *     them, in any case
   */
  void addAll(Collection<Account> accounts);

  /** Finds a user by his username, in any case. */
  Optional<User> find(Username username);

  /**
   * Gets a user, and keeps others from changing him until the transaction ends.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  User lock(UserId id);

  /**
   * Gets users in the order of their ids, and locks each in that order as {@link #lock} does. One
   * SQL statement.
   *
   * @return those of them who are there
   */
  List<User> lockAll(Collection<UserId> ids);

  /**
   * Gets a user's profile, and keeps others from changing it until the transaction ends. Does not
   * lock the user.
   *
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  Profile lockProfile(UserId id);

  /**
   * Gets profiles in the order of their users' ids, and locks each in that order as {@link
   * #lockProfile} does. One SQL statement.
   *
   * @return those of them that are there
   */
  List<Profile> lockProfiles(Collection<UserId> ids);

  /**
   * Changes a user who was locked before.
   *
   * @throws campus.identity.domain.UsernameTaken if another user has the username, in any case
   * @throws campus.identity.domain.EmailTaken if another user has the e-mail address, in any case
   */
  void update(User user);

  /** Changes users who were locked before, as {@link #update(User)} does, at once. */
  void updateAll(Collection<User> users);

  /** Changes a profile that was locked before. */
  void update(Profile profile);

  /** Changes profiles that were locked before, at once. */
  void updateProfiles(Collection<Profile> profiles);

  /**
   * Deletes users who were locked before, and all that this context keeps of them, in a number of
   * SQL statements that does not grow with theirs.
   */
  void deleteAll(Collection<UserId> ids);
}
