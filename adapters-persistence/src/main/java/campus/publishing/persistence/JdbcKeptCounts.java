package campus.publishing.persistence;

import campus.publishing.persistence.Counters.Total;
import campus.shared.application.write.Transactions;
import campus.shared.persistence.entities.KeptColumns;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The counts in columns, and the totals in their slots. */
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

  private final Statements statements;
  private final Transactions transactions;

  JdbcKeptCounts(Statements statements, Transactions transactions) {
    super(statements, transactions, COLUMNS);
    this.statements = statements;
    this.transactions = transactions;
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
      return found;
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
    return wrong;
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
