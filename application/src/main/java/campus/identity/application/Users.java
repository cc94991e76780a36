package campus.identity.application;

import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.UserId;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The users. Usernames and e-mail addresses are unique, case-insensitively. Deleting a user deletes
 * all data of this context about them.
 */
public interface Users extends Entities<UserId, User> {

  /** Finds a user by username, case-insensitively, without a lock. */
  Optional<User> find(Username username);

  /**
   * Locks users as {@link #lockAll} does; if one of them has the role ADMIN, in the same order also
   * all others who have it, as {@link #lockAdmins} does.
   *
   * @return the users, without those others
   */
  @Override
  List<User> lockToDelete(Collection<UserId> ids);

  /**
   * Locks all users who have the role ADMIN, in id order, so that no other transaction changes who
   * they are until this one ends.
   */
  List<UserId> lockAdmins();
}
