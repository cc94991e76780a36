package campus.publishing.persistence;

import campus.identity.application.UserDependents;
import campus.publishing.persistence.Counters.Total;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * Deletes what publishing keeps of users: posts with all that belongs to them, comments, likes and
 * follows. All affected posts are locked first, in the order of their ids, so that no uncounted
 * comment or like is added.
 */
@Singleton
record JdbcUserDependents(Statements statements, Counters counters) implements UserDependents {

  private static final String LOCK_POSTS =
      """
      SELECT id FROM posts
      WHERE author_id = ANY(?)
        OR id IN (SELECT post_id FROM comments WHERE author_id = ANY(?))
        OR id IN (SELECT post_id FROM post_likes WHERE user_id = ANY(?))
      ORDER BY id FOR UPDATE
      """;

  private static final String FOREIGN_COMMENTS =
      """
      WITH gone AS (
        DELETE FROM comments c USING posts p
        WHERE c.author_id = ANY(?) AND p.id = c.post_id AND p.author_id <> ALL(?)
        RETURNING c.post_id, p.state)
      SELECT post_id, state, count(*) FROM gone GROUP BY post_id, state
      """;

  private static final String FOREIGN_LIKES =
      """
      WITH gone AS (
        DELETE FROM post_likes l USING posts p
        WHERE l.user_id = ANY(?) AND p.id = l.post_id AND p.author_id <> ALL(?)
        RETURNING l.post_id)
      SELECT post_id, count(*) FROM gone GROUP BY post_id
      """;

  private static final String FOLLOWS =
      """
      WITH gone AS (
        DELETE FROM follows WHERE follower_id = ANY(?) OR followee_id = ANY(?)
        RETURNING follower_id, followee_id)
      SELECT follower_id, followee_id FROM gone
      WHERE follower_id <> ALL(?) OR followee_id <> ALL(?)
      """;

  private static final String TAGGED =
      """
      SELECT tag_id, count(*) FROM post_tags JOIN posts ON id = post_id
      WHERE author_id = ANY(?) AND posts.publish_time IS NOT NULL GROUP BY tag_id
      """;

  private static final String CATEGORIZED =
      """
      SELECT category_id, count(*) FROM posts
      WHERE author_id = ANY(?) AND publish_time IS NOT NULL AND category_id IS NOT NULL
      GROUP BY category_id
      """;

  private static final String PUBLISHED =
      """
      SELECT count(*), coalesce(sum(comment_count), 0)::bigint FROM posts
      WHERE author_id = ANY(?) AND publish_time IS NOT NULL
      """;

  @Override
  public void added(int count) {
    counters.addTotals(Map.of(Total.USERS, (long) count));
  }

  @Override
  public void deleteOf(List<UserId> users) {
    var ids = Values.uuids(users.stream().map(UserId::value).toList());
    statements.query(LOCK_POSTS, rows -> rows.getObject(1, UUID.class), ids, ids, ids);

    var tags = negative(TAGGED, ids);
    var categories = negative(CATEGORIZED, ids);
    var published =
        statements
            .query(PUBLISHED, rows -> new long[] {rows.getLong(1), rows.getLong(2)}, ids)
            .getFirst();

    var comments = new HashMap<UUID, Long>();
    long[] commentsInAll = {-published[1]};
    statements.query(
        FOREIGN_COMMENTS,
        rows -> {
          Counters.add(comments, rows.getObject(1, UUID.class), -rows.getLong(3));
          if (rows.getString(2).equals("PUBLISHED")) {
            commentsInAll[0] -= rows.getLong(3);
          }
          return true;
        },
        ids,
        ids);
    var likes = negative(FOREIGN_LIKES, ids, ids);
    for (var table : List.of("comments", "post_likes", "post_tags", "post_texts", "post_ranks")) {
      statements.update(
          "DELETE FROM "
              + table
              + " WHERE post_id IN (SELECT id FROM posts WHERE author_id = ANY(?))",
          ids);
    }
    statements.update("DELETE FROM posts WHERE author_id = ANY(?)", ids);

    var following = new HashMap<UUID, Long>();
    var followers = new HashMap<UUID, Long>();
    statements.query(
        FOLLOWS,
        rows -> {
          Counters.add(following, rows.getObject(1, UUID.class), -1);
          Counters.add(followers, rows.getObject(2, UUID.class), -1);
          return true;
        },
        ids,
        ids,
        ids,
        ids);
    var _ = counters.addComments(comments);
    counters.addLikes(likes);
    counters.addTaggedPosts(tags);
    counters.addCategorizedPosts(categories);
    counters.addFollows(following, followers);
    counters.addTotals(
        Map.of(
            Total.COMMENTS, commentsInAll[0],
            Total.POSTS, -published[0],
            Total.USERS, (long) -users.size()));
  }

  /** Counts to subtract, by id. */
  private Map<UUID, Long> negative(String sql, Object... values) {
    var counts = new HashMap<UUID, Long>();
    statements.query(
        sql, rows -> counts.put(rows.getObject(1, UUID.class), -rows.getLong(2)), values);
    return counts;
  }
}
