package campus.identity.application;

import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Profile;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.domain.DomainError;
import campus.shared.domain.Etag;
import campus.shared.domain.Role;
import campus.shared.domain.UserId;
import java.util.List;
import java.util.Map;
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
   * A user to be, and what he is to sign in with.
   *
   * @param password null for a user who cannot sign in yet
   */
  record CreateUser(NewUser user, @Nullable PasswordHash password) {}

  /**
   * What to change of a user; null leaves a field as it is.
   *
   * @param etag null for whichever state the user is in
   * @param profile what to change of their profile; null for nothing
   * @param missing the user to make, with this id, where there is none; null to make none
   */
  record UpdateUser(
      UserId user,
      @Nullable Username username,
      @Nullable Email email,
      @Nullable Etag etag,
      @Nullable Update<Profile> profile,
      @Nullable NewUser missing) {

    /** Changes a user who is there. */
    public UpdateUser(
        UserId user, @Nullable Username username, @Nullable Email email, @Nullable Etag etag) {
      this(user, username, email, etag, null, null);
    }
  }

  /**
   * What came of the rows of an import.
   *
   * @param refusals why no user was made of a row, by the row's index
   */
  record Imported(int created, Map<Integer, DomainError> refusals) {}

  /** Hashes a password: slow, so done before the transaction that needs the hash is begun. */
  PasswordHash hash(Password password);

  /**
   * Makes a user with his profile.
   *
   * @param password null for a user who cannot sign in yet
   * @throws campus.shared.domain.AlreadyExists if another user has the username
   * @throws campus.shared.domain.AlreadyExists if another user has the e-mail address
   */
  UserId create(NewUser user, @Nullable PasswordHash password);

  /**
   * Makes users with their profiles, all or none.
   *
   * @return their ids, in the order of the users
   * @throws campus.shared.domain.AlreadyExists as {@link #create}, with the index of the first
   *     whose username or e-mail address is taken
   */
  List<UserId> createAll(List<CreateUser> users);

  /**
   * Makes users with their profiles, as many as can be made.
   *
   * @param rows some hundreds at most: they are one transaction, in which each row that is refused
   *     costs some SQL statements
   * @throws campus.shared.domain.NotAllowed if the caller is not ADMIN, or no longer
   */
  Imported importRows(Caller caller, List<NewUser> rows);

  /**
   * Changes a user and their profile, or makes them.
   *
   * @throws campus.shared.domain.NotFound if there is no such user, and none is to be made, or it
   *     was said which state he is in
   * @throws campus.shared.domain.StaleEtag if he has changed since
   * @throws campus.shared.domain.AlreadyExists if another user has the username
   * @throws campus.shared.domain.AlreadyExists if another user has the e-mail address
   */
  void update(UpdateUser update);

  /**
   * Changes or makes users, all or none.
   *
   * @param updates none for the same user as another one
   * @throws campus.shared.domain.AlreadyExists as {@link #update}, with the index of the first
   *     whose username or e-mail address is taken
   * @throws campus.shared.domain.DomainError what else {@link #update} throws, naming the user
   */
  void updateAll(List<UpdateUser> updates);

  /**
   * Deletes a user, and all that hangs on him.
   *
   * @param etag null for whichever state the user is in
   * @throws campus.shared.domain.NotFound if there is no such user
   * @throws campus.shared.domain.StaleEtag if he has changed since
   */
  void delete(UserId user, @Nullable Etag etag);

  /**
   * Deletes users, and all that hangs on them, all or none.
   *
   * @param users none of them twice
   * @throws campus.shared.domain.NotFound if one of them is not there
   */
  void deleteAll(List<UserId> users);

  /**
   * Gives a user a role; it counts from their next call on.
   *
   * @return whether they did not have it before
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  boolean grant(Username username, Role role);

  /**
   * Takes a role from a user; it no longer counts from their next call on.
   *
   * @return whether they had it before
   * @throws campus.shared.domain.InvalidRequest if the role is MEMBER: every user has it
   * @throws campus.shared.domain.NotFound if there is no such user
   */
  boolean revoke(Username username, Role role);
}
