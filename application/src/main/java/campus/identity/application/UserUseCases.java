package campus.identity.application;

import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Profile;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.application.write.EntityUseCases.Update;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Imports.Imported;
import campus.shared.application.write.Imports.Row;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.ImageUri;
import campus.shared.domain.value.Role;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Creates, updates and deletes users.
 *
 * <p>The edge checks access by the user's name. Each method joins the transaction in progress, or
 * opens one.
 *
 * <p>A username or e-mail address that is taken, or a username that looks like a taken one, is
 * {@link campus.shared.domain.error.AlreadyExists}.
 */
public interface UserUseCases {

  /**
   * A new user and their profile.
   *
   * @param image null for none
   */
  record NewUser(
      Username username, Email email, String fullName, String bio, @Nullable ImageUri image) {}

  /**
   * A new user and their password.
   *
   * @param password null for a user who cannot sign in yet
   */
  record CreateUser(NewUser user, @Nullable PasswordHash password) {}

  /**
   * An update of a user; null leaves a field unchanged.
   *
   * @param etag null accepts any version
   * @param profile the update of their profile
   * @param missing the user to create with this id if none exists; null to create none
   */
  record UpdateUser(
      UserId user,
      @Nullable Username username,
      @Nullable Email email,
      @Nullable Etag etag,
      @Nullable Update<Profile> profile,
      @Nullable NewUser missing) {

    public UpdateUser(
        UserId user, @Nullable Username username, @Nullable Email email, @Nullable Etag etag) {
      this(user, username, email, etag, null, null);
    }
  }

  /**
   * A row of an import.
   *
   * @param createTime null for now
   */
  record ImportedUser(NewUser user, @Nullable Instant createTime) {}

  /**
   * Checks a username that a user is to have, and makes it comparable with others.
   *
   * @throws campus.shared.domain.error.InvalidRequest if no user may have it
   */
  Username username(String text);

  /** Hashes a password: slow, so call it before the transaction that stores the hash. */
  PasswordHash hash(Password password);

  /**
   * Creates a user and their profile.
   *
   * @param password null for a user who cannot sign in yet
   */
  UserId create(NewUser user, @Nullable PasswordHash password);

  /**
   * Creates users and their profiles, all or none. AlreadyExists has the index of the first refused
   * user.
   *
   * @return their ids, in the order of the users
   */
  List<UserId> createAll(List<CreateUser> users);

  /** Imports users without passwords, for ADMIN; see {@link Imports.Import#save}. */
  Imported importRows(Caller caller, List<Row<ImportedUser>> rows);

  /**
   * Updates a user and their profile, or creates them.
   *
   * @throws campus.shared.domain.error.NotFound if the user does not exist, and the update has an
   *     etag or creates none
   * @throws campus.shared.domain.error.StaleEtag if the user has another version
   */
  void update(UpdateUser update);

  /**
   * Updates or creates users, all or none. AlreadyExists has the index of the first refused update.
   *
   * @param updates each of a different user
   * @throws campus.shared.domain.error.DomainError as {@link #update}, naming the user
   */
  void updateAll(List<UpdateUser> updates);

  /**
   * Deletes a user and all their data.
   *
   * @param etag null accepts any version
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   * @throws campus.shared.domain.error.StaleEtag if the user has another version
   * @throws campus.shared.domain.error.RuleBroken if they are the last ADMIN, or their data forbids
   *     it
   */
  void delete(UserId user, @Nullable Etag etag);

  /** As {@link #delete}, but keeps books that have to be kept, without the user. */
  void erase(UserId user, @Nullable Etag etag);

  /**
   * Deletes users and all their data, all or none.
   *
   * @param users without duplicates
   * @throws campus.shared.domain.error.NotFound if one does not exist
   * @throws campus.shared.domain.error.RuleBroken as {@link #delete}
   */
  void deleteAll(List<UserId> users);

  /** As {@link #deleteAll}, but keeps books that have to be kept, without the users. */
  void eraseAll(List<UserId> users);

  /**
   * Grants a role, effective from the user's next call. Unchanged if the user has it.
   *
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   */
  void grant(UserId user, Role role);

  /**
   * Revokes a role, effective from the user's next call. Unchanged if the user does not have it.
   *
   * @throws campus.shared.domain.error.InvalidRequest if the role is MEMBER, which every user has
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   * @throws campus.shared.domain.error.RuleBroken if nobody would be ADMIN any more
   */
  void revoke(UserId user, Role role);

  /**
   * Grants a role for the operator, effective from the user's next call.
   *
   * @return whether the user did not have it
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   */
  boolean grant(Username username, Role role);

  /**
   * Revokes a role for the operator, effective from the user's next call. Unlike {@link
   * #revoke(UserId, Role)} also from the last ADMIN, whose account may be in the wrong hands; the
   * operator can grant the role again.
   *
   * @return whether the user had it
   * @throws campus.shared.domain.error.InvalidRequest if the role is MEMBER, which every user has
   * @throws campus.shared.domain.error.NotFound if the user does not exist
   */
  boolean revoke(Username username, Role role);
}
