package campus.identity.application;

import campus.shared.domain.UserId;

/**
 * What another context hangs on users. One implementation for each such context, called in the
 * fixed order in which they are composed.
 */
public interface UserDependents {

  /**
   * Deletes what hangs on a user, and adjusts what was counted of it. The user's row is locked; the
   * transaction goes on to delete him.
   *
   * @throws campus.shared.domain.RuleBroken if he cannot be deleted because of it
   */
  void deleteOf(UserId user);
}
