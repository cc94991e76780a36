package campus.publishing.persistence;

import campus.publishing.persistence.Counters.Total;
import campus.shared.application.KeptCounts;
import campus.shared.application.Transactions;
import campus.shared.persistence.Statements;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;

@Singleton
final class JdbcKeptCounts implements KeptCounts {

  /**
   * A column that keeps a count.
   *
   * @param actual selects what it should be, as {@code id} and {@code n}, with <code>{id}</code>
   *     for a condition on the id
   */
  private record Column(String table, String name, String actual) {

    String drift() {
      return """
      SELECT t.id, t.%2$s, coalesce(a.n, 0)
      FROM %1$s t LEFT JOIN (%3$s) a ON a.id = t.id
      WHERE t.%2$s <> coalesce(a.n, 0) ORDER BY t.id
      """
          .formatted(table, name, actual.replace("{id}", "TRUE"));
    }

    String lock() {
      return "SELECT " + name + " FROM " + table + " WHERE id = ? FOR NO KEY UPDATE";
    }

    String repair(String id) {
      return "UPDATE %1$s SET %2$s = coalesce((SELECT a.n FROM (%3$s) a), 0) WHERE id = ?"
          .formatted(table, name, actual.replace("{id}", id + " = ?"));
    }

    /** The expression of the id in what counts. */
    String counted() {
      return actual.substring("SELECT ".length(), actual.indexOf(" AS id"));
    }
  }

  private static final List<Column> COLUMNS =
      List.of(
          new Column(
              "posts",
              "like_count",
              "SELECT post_id AS id, count(*) AS n FROM post_likes WHERE {id} GROUP BY post_id"),
          new Column(
              "posts",
              "comment_count",
              "SELECT post_id AS id, count(*) AS n FROM comments WHERE {id} GROUP BY post_id"),
          new Column(
              "tags",
              "post_count",
              "SELECT tag_id AS id, count(*) AS n FROM post_tags JOIN posts ON posts.id = post_id"
                  + " WHERE {id} AND posts.publish_time IS NOT NULL GROUP BY tag_id"),
          new Column(
              "categories",
              "post_count",
              "SELECT category_id AS id, count(*) AS n FROM posts"
                  + " WHERE {id} AND publish_time IS NOT NULL GROUP BY category_id"),
          new Column(
              "users",
              "post_count",
              "SELECT author_id AS id, count(*) AS n FROM posts"
                  + " WHERE {id} AND publish_time IS NOT NULL GROUP BY author_id"),
          new Column(
              "users",
              "follower_count",
              "SELECT followee_id AS id, count(*) AS n FROM follows WHERE {id} GROUP BY"
                  + " followee_id"),
          new Column(
              "users",
              "following_count",
              "SELECT follower_id AS id, count(*) AS n FROM follows WHERE {id}"
                  + " GROUP BY follower_id"));

  private static final Map<Total, String> TOTALS =
      Map.of(
          Total.USERS, "SELECT count(*) FROM users",
          Total.POSTS, "SELECT count(*) FROM posts WHERE publish_time IS NOT NULL",
          Total.TAGS, "SELECT count(*) FROM tags",
          Total.COMMENTS,
              "SELECT count(*) FROM comments JOIN posts ON posts.id = post_id"
                  + " WHERE publish_time IS NOT NULL");

  private final Statements statements;
  private final Transactions transactions;

  JdbcKeptCounts(Statements statements, Transactions transactions) {
    this.statements = statements;
    this.transactions = transactions;
  }

  @Override
  public List<Drift> drift() {
    return transactions.read(() -> {
      var found = new ArrayList<Drift>();
      for (var column : COLUMNS) {
        drifted(column).forEach(row -> found.add(row.drift()));
      }
      for (var total : Total.values()) {
        var drift = drift(total);
        if (drift.kept() != drift.actual()) {
          found.add(drift);
        }
      }
      return found;
    });
  }

  private record Drifted(UUID id, Drift drift) {}

  private List<Drifted> drifted(Column column) {
    return statements.query(
        column.drift(),
        rows -> {
          var id = rows.getObject(1, UUID.class);
          return new Drifted(
              id,
              new Drift(
                  column.table() + "/" + id, column.name(), rows.getLong(2), rows.getLong(3)));
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
    var wrong = drift();
    for (var column : COLUMNS) {
      for (var row : drifted(column)) {
        // Counted anew under the lock: who has added something and not yet counted it waits for
        // this, and adds it afterwards.
        transactions.write(() -> {
          statements.query(column.lock(), rows -> rows.getLong(1), row.id());
          statements.update(column.repair(column.counted()), row.id(), row.id());
        });
      }
    }
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
