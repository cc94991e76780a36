package campus.identity.application;

import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.application.write.Entities;
import campus.shared.domain.UserId;
import java.util.Optional;

/**
 * The users. No two have the same username or e-mail address, without regard to case. Deleting a
 * user deletes all that this context keeps of them.
 */
public interface Users extends Entities<UserId, User> {

  /** Finds a user by username, without regard to case. Takes no lock. */
  Optional<User> find(Username username);
}
