package campus.publishing.persistence;

import campus.publishing.application.BlogTotals;
import campus.publishing.application.Categories;
import campus.publishing.application.Comments;
import campus.publishing.application.Follows;
import campus.publishing.application.Posts;
import campus.publishing.application.Tags;
import campus.publishing.application.testing.PublishingPorts;
import campus.publishing.application.testing.TestPosts;
import campus.publishing.domain.Post;
import campus.publishing.domain.Tag;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.util.List;
import java.util.UUID;

/** The ports of publishing on real PostgreSQL. */
final class JdbcPublishingPorts {

  private JdbcPublishingPorts() {}

  /** With nothing in them; aborts the test where the engine is not available. */
  static PublishingPorts empty(Engine engine) {
    var persistence = TestPersistence.shared(engine);
    persistence.truncate("users", "tags", "categories", "blog_counts");
    return new PublishingPorts(
        persistence.get(Transactions.class),
        persistence.get(Posts.class),
        persistence.get(Tags.class),
        persistence.get(Categories.class),
        persistence.get(Comments.class),
        persistence.get(Follows.class),
        persistence.get(BlogTotals.class),
        new Beside(persistence));
  }

  private record Beside(TestPersistence persistence) implements PublishingPorts.Beside {

    private Statements statements() {
      return persistence.get(Statements.class);
    }

    @Override
    public UserId addUser(String username) {
      var id = UUID.randomUUID();
      persistence
          .get(Transactions.class)
          .write(() -> {
            statements()
                .update(
                    "INSERT INTO users (id, username, username_key, email, email_key, roles,"
                        + " create_time, update_time, version)"
                        + " VALUES (?, ?, ?, ?, ?, '{MEMBER}', ?, ?, 1)",
                    id,
                    username,
                    username,
                    username + "@example.org",
                    username + "@example.org",
                    TestPosts.NOW,
                    TestPosts.NOW);
            persistence.get(JdbcUserDependents.class).added(1);
          });
      return new UserId(id);
    }

    @Override
    public void deleteUser(UserId user) {
      persistence
          .get(Transactions.class)
          .write(() -> {
            var there =
                statements()
                    .query(
                        "SELECT id FROM users WHERE id = ? FOR UPDATE",
                        rows -> rows.getString(1),
                        user.value());
            if (!there.isEmpty()) {
              persistence.get(JdbcUserDependents.class).deleteOf(List.of(user));
              statements().update("DELETE FROM users WHERE id = ?", user.value());
            }
          });
    }

    @Override
    public String slugOf(Id<Post> post) {
      return statements()
          .query("SELECT slug FROM posts WHERE id = ?", rows -> rows.getString(1), post.value())
          .getFirst();
    }

    @Override
    public long likesOf(Id<Post> post) {
      return number("SELECT like_count FROM posts WHERE id = ?", post.value());
    }

    @Override
    public long commentsOf(Id<Post> post) {
      return number("SELECT comment_count FROM posts WHERE id = ?", post.value());
    }

    @Override
    public long postsOf(Id<Tag> tag) {
      return number("SELECT post_count FROM tags WHERE id = ?", tag.value());
    }

    private long number(String sql, UUID id) {
      return statements().query(sql, rows -> rows.getLong(1), id).getFirst();
    }

    @Override
    public List<Long> countsOf(UserId member) {
      return statements()
          .query(
              "SELECT post_count, follower_count, following_count FROM users WHERE id = ?",
              rows -> List.of(rows.getLong(1), rows.getLong(2), rows.getLong(3)),
              member.value())
          .getFirst();
    }
  }
}
