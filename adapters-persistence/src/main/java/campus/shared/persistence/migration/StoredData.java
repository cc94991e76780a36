package campus.shared.persistence.migration;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The columns of the current schema's tables that hold data at the start of a change.
 *
 * @param columns by table
 */
record StoredData(Map<String, Set<String>> columns) {

  private static final String COLUMNS =
      """
      SELECT quote_ident(relname), quote_ident(attname)
      FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid
      WHERE relnamespace = current_schema()::regnamespace AND relkind IN ('r', 'p')
        AND relname <> '%s' AND attnum > 0 AND NOT attisdropped
      ORDER BY 1, 2
      """
          .formatted(Migrations.HISTORY);

  /** Locks all tables until the end of the transaction, so that an empty table stays empty. */
  static StoredData lock(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (var table : columns(connection).keySet()) {
        statement.execute("LOCK TABLE " + table + " IN SHARE MODE");
      }
      var columns = columns(connection);
      for (var table : List.copyOf(columns.keySet())) {
        try (var rows = statement.executeQuery("SELECT EXISTS (SELECT FROM " + table + ")")) {
          rows.next();
          if (!rows.getBoolean(1)) {
            columns.remove(table);
          }
        }
      }
      return new StoredData(columns);
    }
  }

  /** The tables, and the columns of other tables, that the change has dropped. */
  List<String> dropped(Connection connection) throws SQLException {
    var now = columns(connection);
    var dropped = new ArrayList<String>();
    columns.forEach((table, before) -> {
      var left = now.get(table);
      if (left == null) {
        dropped.add(table);
      } else {
        before.stream()
            .filter(column -> !left.contains(column))
            .forEach(column -> dropped.add(table + "." + column));
      }
    });
    return dropped;
  }

  private static Map<String, Set<String>> columns(Connection connection) throws SQLException {
    var columns = new TreeMap<String, Set<String>>();
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(COLUMNS)) {
      while (rows.next()) {
        columns.computeIfAbsent(rows.getString(1), _ -> new TreeSet<>()).add(rows.getString(2));
      }
    }
    return columns;
  }
}
