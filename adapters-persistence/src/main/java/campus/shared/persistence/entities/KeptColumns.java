package campus.shared.persistence.entities;

import campus.shared.application.write.KeptCounts;
import campus.shared.application.write.Transactions;
import campus.shared.persistence.jdbc.Statements;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Counts stored in columns, next to an id. Changing one takes its row lock, or a single statement.
 */
public abstract class KeptColumns implements KeptCounts {

  /**
   * A column with a count.
   *
   * @param actual selects the true count, as {@code id} and {@code n}, with <code>{id}</code> for a
   *     condition on the id
   */
  public record Count(String table, String name, String actual) {

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

    /** The expression of the id in {@code actual}. */
    String counted() {
      return actual.substring("SELECT ".length(), actual.indexOf(" AS id"));
    }
  }

  private final Statements statements;
  private final Transactions transactions;
  private final List<Count> columns;

  protected KeptColumns(Statements statements, Transactions transactions, List<Count> columns) {
    this.statements = statements;
    this.transactions = transactions;
    this.columns = List.copyOf(columns);
  }

  @Override
  public List<Drift> drift() {
    return transactions.read(() -> {
      var found = new ArrayList<Drift>();
      for (var column : columns) {
        drifted(column).forEach(row -> found.add(row.drift()));
      }
      return found;
    });
  }

  private record Drifted(UUID id, Drift drift) {}

  private List<Drifted> drifted(Count column) {
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

  @Override
  public List<Drift> repair() {
    var wrong = drift();
    for (var column : columns) {
      for (var row : drifted(column)) {
        // Counted under the row lock: a transaction that has added something but not counted it
        // yet waits, and adds to the repaired count.
        transactions.write(() -> {
          statements.query(column.lock(), rows -> rows.getLong(1), row.id());
          statements.update(column.repair(column.counted()), row.id(), row.id());
        });
      }
    }
    return wrong;
  }
}
