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

  private static final List<Count> COLUMNS =
      List.of(
          new Count(
              "posts",
              "like_count",
              "SELECT post_id AS id, count(*) AS n FROM post_likes WHERE {id} GROUP BY post_id"),
          new Count(
              "posts",
              "comment_count",
              "SELECT post_id AS id, count(*) AS n FROM comments WHERE {id} GROUP BY post_id"),
          new Count(
              "tags",
              "post_count",
              "SELECT tag_id AS id, count(*) AS n FROM post_tags JOIN posts ON posts.id = post_id"
                  + " WHERE {id} AND posts.publish_time IS NOT NULL GROUP BY tag_id"),
          new Count(
              "categories",
              "post_count",
              "SELECT category_id AS id, count(*) AS n FROM posts"
                  + " WHERE {id} AND publish_time IS NOT NULL GROUP BY category_id"),
          new Count(
              "users",
              "post_count",
              "SELECT author_id AS id, count(*) AS n FROM posts"
                  + " WHERE {id} AND publish_time IS NOT NULL GROUP BY author_id"),
          new Count(
              "users",
              "follower_count",
              "SELECT followee_id AS id, count(*) AS n FROM follows WHERE {id} GROUP BY"
                  + " followee_id"),
          new Count(
              "users",
              "following_count",
              "SELECT follower_id AS id, count(*) AS n FROM follows WHERE {id}"
                  + " GROUP BY follower_id"));

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
