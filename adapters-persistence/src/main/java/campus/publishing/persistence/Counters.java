package campus.publishing.persistence;

import campus.publishing.application.BlogTotals;
import campus.publishing.domain.Post;
import campus.shared.domain.name.Id;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.ObjLongConsumer;

/**
 * Changes stored counts. Each change locks its rows in key order. A transaction makes several
 * changes in the order of the methods here, and last of all, since others who count the same wait
 * for its end.
 */
@Singleton
record Counters(Statements statements, PostRanks ranks) implements BlogTotals {

  /** The number of slots of a total, so that transactions seldom wait for each other. */
  static final int SLOTS = 16;

  /** The totals. */
  enum Total {
    COMMENTS,
    POSTS,
    TAGS,
    USERS
  }

  void addLikes(Map<UUID, Long> byPost) {
    add("posts", "like_count", byPost);
    var changed = new ArrayList<UUID>();
    byPost.forEach((post, n) -> {
      if (n != 0) {
        changed.add(post);
      }
    });
    if (!changed.isEmpty()) {
      ranks.update(changed);
    }
  }

  /** Returns the published ones of the posts, as their row locks keep them. */
  Set<UUID> addComments(Map<UUID, Long> byPost) {
    var published = new HashSet<UUID>();
    var changes = changes(byPost);
    if (!changes.isEmpty()) {
      var ids = Values.uuids(changes.keySet());
      statements.query(
          adding("posts", "comment_count") + "RETURNING t.id, t.state",
          rows ->
              rows.getString(2).equals("PUBLISHED") && published.add(rows.getObject(1, UUID.class)),
          ids,
          ids,
          Values.numbers(changes.values()));
    }
    return published;
  }

  void addTaggedPosts(Map<UUID, Long> byTag) {
    add("tags", "post_count", byTag);
  }

  void addCategorizedPosts(Map<UUID, Long> byCategory) {
    add("categories", "post_count", byCategory);
  }

  /**
   * Changes the counts that depend on published posts, and those of all posts and comments.
   *
   * @param before the posts as they were counted
   * @param after the posts as they are to be counted
   * @param comments how many comments posts have whose publication changes; others count as none
   */
  void changePosts(List<Post> before, List<Post> after, Map<Id<Post>, Long> comments) {
    var byTag = new HashMap<UUID, Long>();
    var byCategory = new HashMap<UUID, Long>();
    var byAuthor = new HashMap<UUID, Long>();
    var totals = new EnumMap<Total, Long>(Total.class);
    ObjLongConsumer<Post> count =
        (post, n) -> {
          if (post.isPublished()) {
            post.tags().forEach(tag -> add(byTag, tag.value(), n));
            if (post.category() != null) {
              add(byCategory, post.category().value(), n);
            }
            add(byAuthor, post.author().value(), n);
            totals.merge(Total.POSTS, n, Long::sum);
            totals.merge(Total.COMMENTS, n * comments.getOrDefault(post.id(), 0L), Long::sum);
          }
        };
    before.forEach(post -> count.accept(post, -1));
    after.forEach(post -> count.accept(post, 1));
    addTaggedPosts(byTag);
    addCategorizedPosts(byCategory);
    add("users", "post_count", byAuthor);
    addTotals(totals);
  }

  /** Follower and following counts of users, in one statement and so in one order. */
  void addFollows(Map<UUID, Long> byFollower, Map<UUID, Long> byFollowee) {
    var users = new TreeMap<UUID, long[]>();
    byFollower.forEach((user, n) -> users.computeIfAbsent(user, _ -> new long[2])[0] += n);
    byFollowee.forEach((user, n) -> users.computeIfAbsent(user, _ -> new long[2])[1] += n);
    if (!users.isEmpty()) {
      var ids = Values.uuids(users.keySet());
      statements.update(
          """
          WITH locked AS MATERIALIZED (
            SELECT id FROM users WHERE id = ANY(?) ORDER BY id FOR NO KEY UPDATE)
          UPDATE users t
          SET following_count = following_count + d.following,
            follower_count = follower_count + d.followers
          FROM unnest(?, ?, ?) AS d (id, following, followers) JOIN locked USING (id)
          WHERE t.id = d.id
          """,
          ids,
          ids,
          Values.numbers(users.values().stream().map(n -> n[0]).toList()),
          Values.numbers(users.values().stream().map(n -> n[1]).toList()));
    }
  }

  private void add(String table, String column, Map<UUID, Long> byId) {
    var changes = changes(byId);
    if (!changes.isEmpty()) {
      var ids = Values.uuids(changes.keySet());
      statements.update(adding(table, column), ids, ids, Values.numbers(changes.values()));
    }
  }

  private static SortedMap<UUID, Long> changes(Map<UUID, Long> byId) {
    var changes = new TreeMap<>(byId);
    changes.values().removeIf(n -> n == 0);
    return changes;
  }

  private static String adding(String table, String column) {
    return """
    WITH locked AS MATERIALIZED (
      SELECT id FROM %1$s WHERE id = ANY(?) ORDER BY id FOR NO KEY UPDATE)
    UPDATE %1$s t SET %2$s = %2$s + d.n
    FROM unnest(?, ?) AS d (id, n) JOIN locked USING (id)
    WHERE t.id = d.id
    """
        .formatted(table, column);
  }

  /** Changes totals, in the order of their names. */
  void addTotals(Map<Total, Long> changes) {
    SortedMap<Total, Long> sorted = new TreeMap<>(changes);
    sorted.values().removeIf(n -> n == 0);
    if (!sorted.isEmpty()) {
      var names = new ArrayList<String>();
      sorted.keySet().forEach(total -> names.add(nameOf(total)));
      statements.update(
          """
          INSERT INTO blog_counts AS c (name, slot, value)
          SELECT name, ?, n FROM unnest(?, ?) AS d (name, n) ORDER BY name
          ON CONFLICT (name, slot) DO UPDATE SET value = c.value + excluded.value
          """,
          ThreadLocalRandom.current().nextInt(SLOTS),
          Values.texts(names),
          Values.numbers(sorted.values()));
    }
  }

  @Override
  public Totals totals() {
    var totals = new HashMap<String, Long>();
    statements.query(
        "SELECT name, sum(value)::bigint FROM blog_counts GROUP BY name",
        rows -> totals.put(rows.getString(1), rows.getLong(2)));
    return new Totals(
        totals.getOrDefault("users", 0L),
        totals.getOrDefault("posts", 0L),
        totals.getOrDefault("tags", 0L),
        totals.getOrDefault("comments", 0L));
  }

  static String nameOf(Total total) {
    return total.name().toLowerCase(Locale.ROOT);
  }

  static void add(Map<UUID, Long> counts, UUID id, long n) {
    counts.merge(id, n, Long::sum);
  }
}
