package campus.shared.persistence.entities;

import campus.shared.application.write.Expirable;
import campus.shared.persistence.jdbc.Statements;
import java.time.Duration;
import java.time.Instant;

/** A table whose rows expire. */
final class ExpiringTable implements Expirable {

  private final Statements statements;
  private final String table;
  private final String timeColumn;
  private final Duration kept;
  private final String remove;

  ExpiringTable(Statements statements, String table, String key, String timeColumn, Duration kept) {
    this.statements = statements;
    this.table = table;
    this.timeColumn = timeColumn;
    this.kept = kept;
    this.remove =
        """
        DELETE FROM %1$s WHERE (%2$s) IN (
          SELECT %2$s FROM %1$s WHERE %3$s <= ? ORDER BY %3$s LIMIT ? FOR UPDATE SKIP LOCKED)
        """
            .formatted(table, key, timeColumn);
  }

  @Override
  public String name() {
    return table;
  }

  String timeColumn() {
    return timeColumn;
  }

  @Override
  public int removeExpired(Instant now, int limit) {
    return statements.update(remove, now.minus(kept), limit);
  }
}
