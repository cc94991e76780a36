package campus.publishing.persistence;

import campus.publishing.persistence.Counters.Total;
import campus.shared.application.write.Transactions;
import campus.shared.persistence.entities.KeptColumns;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** The counts in columns, the totals in their slots, and the ranks of posts. */
@Singleton
final class JdbcKeptCounts extends KeptColumns {

  private static final String OF_PUBLISHED = " AND posts.publish_time IS NOT NULL";

  private static final List<Count> COLUMNS =
      List.of(
          count("posts", "like_count", "post_id", "post_likes", ""),
          count("posts", "comment_count", "post_id", "comments", ""),
          count(
              "tags",
              "post_count",
              "tag_id",
              "post_tags JOIN posts ON posts.id = post_id",
              OF_PUBLISHED),
          count("categories", "post_count", "category_id", "posts", OF_PUBLISHED),
          count("users", "post_count", "author_id", "posts", OF_PUBLISHED),
          count("users", "follower_count", "followee_id", "follows", ""),
          count("users", "following_count", "follower_id", "follows", ""));

  /** A count of the rows in {@code source} whose {@code key} is the id. */
  private static Count count(
      String table, String name, String key, String source, String condition) {
    return new Count(
        table,
        name,
        "SELECT %1$s AS id, count(*) AS n FROM %2$s WHERE {id}%3$s GROUP BY %1$s"
            .formatted(key, source, condition));
  }

  private static final Map<Total, String> TOTALS =
      Map.of(
          Total.USERS, "SELECT count(*) FROM users",
          Total.POSTS, "SELECT count(*) FROM posts WHERE publish_time IS NOT NULL",
          Total.TAGS, "SELECT count(*) FROM tags WHERE owner_id IS NULL",
          Total.COMMENTS,
              "SELECT count(*) FROM comments JOIN posts ON posts.id = post_id"
                  + " WHERE publish_time IS NOT NULL");

  /** What is wrong with the ranks of posts: missing, too many, or not as their posts. */
  private static final String WRONG_RANKS =
      """
      SELECT DISTINCT ON (id) id, d.of, d.kept, d.actual
      FROM post_ranks k FULL JOIN (%s) r ON r.post_id = k.post_id
        CROSS JOIN LATERAL (SELECT coalesce(k.post_id, r.post_id)) AS post (id)
        CROSS JOIN LATERAL (VALUES
          (1, 'rows', num_nonnulls(k.post_id), num_nonnulls(r.post_id)),
          (2, 'like_count', k.like_count, r.like_count),
          (3, 'publish_hour', k.publish_hour, r.publish_hour),
          (4, 'publish_day', k.publish_day, r.publish_day),
          (5, 'publish_month', k.publish_month, r.publish_month)) AS d (n, of, kept, actual)
      WHERE d.kept <> d.actual
      ORDER BY id, d.n
      """
          .formatted(PostRanks.RANKED);

  private final Statements statements;
  private final Transactions transactions;
  private final PostRanks ranks;

  JdbcKeptCounts(Statements statements, Transactions transactions, PostRanks ranks) {
    super(statements, transactions, COLUMNS);
    this.statements = statements;
    this.transactions = transactions;
    this.ranks = ranks;
  }

  @Override
  public List<Drift> drift() {
    return transactions.read(() -> {
      var found = new ArrayList<>(super.drift());
      for (var total : Total.values()) {
        var drift = drift(total);
        if (drift.kept() != drift.actual()) {
          found.add(drift);
        }
      }
      wrongRanks().forEach(rank -> found.add(rank.drift()));
      return found;
    });
  }

  private record WrongRank(UUID post, Drift drift) {}

  private List<WrongRank> wrongRanks() {
    return statements.query(
        WRONG_RANKS,
        rows -> {
          var post = rows.getObject(1, UUID.class);
          return new WrongRank(
              post,
              new Drift("post_ranks/" + post, rows.getString(2), rows.getLong(3), rows.getLong(4)));
        });
  }

  private Drift drift(Total total) {
    var name = Counters.nameOf(total);
    return statements
        .query(
            "SELECT coalesce((SELECT sum(value) FROM blog_counts WHERE name = ?), 0)::bigint, ("
                + TOTALS.get(total)
                + ")",
            rows -> new Drift("blog_counts/" + name, "value", rows.getLong(1), rows.getLong(2)),
            name)
        .getFirst();
  }

  @Override
  public List<Drift> repair() {
    var wrong = super.repair();
    for (var total : Total.values()) {
      if (wrong.stream().anyMatch(d -> d.of().equals("blog_counts/" + Counters.nameOf(total)))) {
        transactions.write(() -> repair(total));
      }
    }
    // Those included whose posts had a wrong count.
    wrongRanks().forEach(rank -> transactions.write(() -> repair(rank.post())));
    return wrong;
  }

  private void repair(UUID post) {
    statements.query(
        "SELECT id FROM posts WHERE id = ? FOR NO KEY UPDATE",
        rows -> rows.getObject(1, UUID.class),
        post);
    ranks.remove(List.of(post));
    ranks.add(List.of(post));
  }

  private void repair(Total total) {
    var name = Counters.nameOf(total);
    statements.update(
        "INSERT INTO blog_counts SELECT ?, slot, 0 FROM generate_series(0, ?) slot"
            + " ON CONFLICT DO NOTHING",
        name,
        Counters.SLOTS - 1);
    statements.query(
        "SELECT slot FROM blog_counts WHERE name = ? ORDER BY slot FOR NO KEY UPDATE",
        rows -> rows.getInt(1),
        name);
    var drift = drift(total);
    statements.update(
        "UPDATE blog_counts SET value = value + ? WHERE name = ? AND slot = 0",
        drift.actual() - drift.kept(),
        name);
  }
}
