package campus.publishing.persistence;

import campus.publishing.application.Likes;
import campus.publishing.domain.Post;
import campus.shared.domain.Id;
import campus.shared.domain.UserId;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Map;

@Singleton
final class JdbcLikes implements Likes {

  private final Statements statements;
  private final Counters counters;

  JdbcLikes(Statements statements, Counters counters) {
    this.statements = statements;
    this.counters = counters;
  }

  @Override
  public void add(Id<Post> post, UserId user, Instant now) {
    long added =
        statements.update(
            "INSERT INTO post_likes (post_id, user_id, create_time) VALUES (?, ?, ?)"
                + " ON CONFLICT (post_id, user_id) DO NOTHING",
            post.value(),
            user.value(),
            now);
    counters.addLikes(Map.of(post.value(), added));
  }

  @Override
  public void remove(Id<Post> post, UserId user) {
    long removed =
        statements.update(
            "DELETE FROM post_likes WHERE post_id = ? AND user_id = ?", post.value(), user.value());
    counters.addLikes(Map.of(post.value(), -removed));
  }
}
