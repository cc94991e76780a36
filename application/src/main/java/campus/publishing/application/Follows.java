package campus.publishing.application;

import campus.shared.domain.UserId;
import java.time.Instant;

/** Who follows whom, each at most once. Keeps the counts of followers, and of who is followed. */
public interface Follows {

  /** Whether there is such a member. */
  boolean isMember(UserId user);

  /** Has one member follow another, unless he does. */
  void add(UserId follower, UserId followee, Instant now);

  /** Has one member follow another no longer, if he does. */
  void remove(UserId follower, UserId followee);
}
