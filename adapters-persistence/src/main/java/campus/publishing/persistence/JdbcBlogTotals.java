package campus.publishing.persistence;

import campus.publishing.application.BlogTotals;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.HashMap;

@Singleton
final class JdbcBlogTotals implements BlogTotals {

  private final Statements statements;

  JdbcBlogTotals(Statements statements) {
    this.statements = statements;
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
}
