package campus.shared.persistence.entities;

import campus.shared.application.write.Expirable;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes tables expire. */
@Singleton
public final class ExpiringTables {

  private final Statements statements;

  ExpiringTables(Statements statements) {
    this.statements = statements;
  }

  /**
   * The rows of a table. An index must begin with the time column.
   *
   * @param key the columns of the primary key
   * @param timeColumn the time that retention counts from
   * @param kept the retention; zero if the column holds the time of expiry
   */
  public Expirable rows(String table, String key, String timeColumn, Duration kept) {
    return new ExpiringTable(statements, table, key, timeColumn, kept);
  }
}
