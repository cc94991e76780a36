package campus.benchmarks.community;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** The indexes and foreign keys of tables, dropped until {@link #restore}. */
final class Indexes {

  private record Definition(String name, String sql) {}

  private final Connection connection;
  private final List<Definition> dropped = new ArrayList<>();

  private Indexes(Connection connection) {
    this.connection = connection;
  }

  /** Drops those indexes that belong to no constraint, and the foreign keys. Locks the tables. */
  static Indexes drop(Connection connection, List<String> tables) throws SQLException {
    var indexes = new Indexes(connection);
    var ours = "ANY ('{" + String.join(",", tables) + "}'::text[])";
    indexes.dropAll(
        """
        SELECT i.relname, pg_get_indexdef(i.oid), 'DROP INDEX ' || quote_ident(i.relname)
        FROM pg_index x JOIN pg_class i ON i.oid = x.indexrelid JOIN pg_class t ON t.oid = x.indrelid
        WHERE t.relname = %s AND t.relnamespace = current_schema()::regnamespace
          AND NOT EXISTS (SELECT FROM pg_constraint c WHERE c.conindid = i.oid)
        ORDER BY i.relname
        """
            .formatted(ours));
    indexes.dropAll(
        """
        SELECT c.conname,
          format('ALTER TABLE %%I ADD CONSTRAINT %%I %%s', t.relname, c.conname, pg_get_constraintdef(c.oid)),
          format('ALTER TABLE %%I DROP CONSTRAINT %%I', t.relname, c.conname)
        FROM pg_constraint c JOIN pg_class t ON t.oid = c.conrelid
        WHERE c.contype = 'f' AND t.relname = %s AND t.relnamespace = current_schema()::regnamespace
        ORDER BY c.conname
        """
            .formatted(ours));
    return indexes;
  }

  private void dropAll(String query) throws SQLException {
    var drops = new ArrayList<String>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(query)) {
      while (rows.next()) {
        dropped.add(new Definition(rows.getString(1), rows.getString(2)));
        drops.add(rows.getString(3));
      }
    }
    for (var drop : drops) {
      execute(drop);
    }
  }

  /** Creates them again, foreign keys last. */
  void restore(Progress progress, long work) throws SQLException {
    execute("SET LOCAL maintenance_work_mem = '256MB'");
    for (var definition : dropped) {
      progress.step(definition.name());
      execute(definition.sql());
      progress.advance(definition.name(), work / dropped.size());
    }
  }

  private void execute(String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
