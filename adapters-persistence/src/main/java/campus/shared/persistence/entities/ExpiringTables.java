package campus.shared.persistence.entities;

import campus.shared.application.write.Expirable;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.time.Duration;

/** Makes what expires of tables. */
@Singleton
public final class ExpiringTables {

  private final Statements statements;

  ExpiringTables(Statements statements) {
    this.statements = statements;
  }

  /**
   * The rows of a table. An index has to begin with the column of the time.
   *
   * @param key the columns of the primary key
   * @param timeColumn the time that rows are kept from
   * @param kept how long; zero where the column says when the row expires
   */
  public Expirable rows(String table, String key, String timeColumn, Duration kept) {
    return new ExpiringTable(statements, table, key, timeColumn, kept);
  }
}
