package campus.publishing.application;

import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Who follows whom, each at most once. Keeps the counts of followers, and of who is followed. */
public interface Follows {

  /**
   * Keeps members from being deleted until the transaction ends. Locks them in the order of their
   * ids, before anything else.
   *
   * @return those of them that there are
   */
  Set<UserId> lock(Collection<UserId> members);

  /** Has one member follow another, unless he does. */
  void add(UserId follower, UserId followee, Instant now);

  /** Has one member follow another no longer, if he does. */
  void remove(UserId follower, UserId followee);
}
