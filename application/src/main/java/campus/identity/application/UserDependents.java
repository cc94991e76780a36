package campus.identity.application;

import campus.shared.domain.UserId;
import java.util.List;

/**
 * What another context hangs on users. One implementation for each such context; the composition
 * root says in which order they are called.
 */
public interface UserDependents {

  /**
   * Counts users who were just made, in the same transaction, after everything else. One SQL
   * statement at most.
   *
   * @param count at least 1
   */
  default void added(int count) {}

  /**
   * Deletes what hangs on users, and adjusts what was counted of it, in a number of SQL statements
   * that does not grow with theirs. The users' rows are locked; the transaction goes on to delete
   * them.
   *
   * @param users in the order of their ids, none twice
   * @throws campus.shared.domain.RuleBroken if one of them cannot be deleted because of it
   */
  void deleteOf(List<UserId> users);
}
