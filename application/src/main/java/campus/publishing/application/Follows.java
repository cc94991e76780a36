package campus.publishing.application;

import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.Collection;
import java.util.Set;

/** Who follows whom. Maintains the counts of followers and followed members. */
public interface Follows {

  /**
   * Locks members against deletion, in id order, before any other lock.
   *
   * @return the members that exist
   */
  Set<UserId> lock(Collection<UserId> members);

  /** Adds a follow, unless it exists. */
  void add(UserId follower, UserId followee, Instant now);

  /** Removes a follow, if it exists. */
  void remove(UserId follower, UserId followee);
}
