package campus.publishing.application;

import campus.publishing.domain.Post;
import campus.shared.domain.Id;
import campus.shared.domain.UserId;
import java.time.Instant;

/** Who likes which posts. Maintains the counts of likes. */
public interface Likes {

  /** Adds a like, unless it exists. */
  void add(Id<Post> post, UserId user, Instant now);

  /** Removes a like, if it exists. */
  void remove(Id<Post> post, UserId user);
}
