package campus.identity.application;

import campus.shared.domain.name.UserId;
import java.util.List;

/**
 * The data that another context keeps about users. The composition root orders the implementations.
 */
public interface UserDependents {

  /** Counts new users, at the end of their transaction. At most one SQL statement. */
  default void added(int count) {}

  /**
   * Deletes the data of users, and adjusts counters. The number of SQL statements does not grow
   * with the users, whose rows are locked and will be deleted.
   *
   * @param users in id order, without duplicates
   * @throws campus.shared.domain.error.RuleBroken if the data forbids the deletion of a user
   */
  void deleteOf(List<UserId> users);

  /**
   * As {@link #deleteOf}, but keeps what has to be kept, without anything that tells whose it was.
   */
  default void eraseOf(List<UserId> users) {
    deleteOf(users);
  }
}
