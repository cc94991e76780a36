package campus.shared.persistence;

import campus.shared.application.Call;
import campus.shared.application.ResourceRecord;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query that answers resources: its SQL, and how to read its rows. */
record Fetch(Sql sql, RecordReader reader) {

  List<ResourceRecord> run(Connection connection, Arguments arguments) throws SQLException {
    try (var statement = connection.prepareStatement(sql.toString())) {
      sql.bind(statement, arguments);
      try (var rows = statement.executeQuery()) {
        var records = new ArrayList<ResourceRecord>();
        while (rows.next()) {
          Call.current().countRow();
          var resource = reader.read(rows);
          if (resource != null) {
            records.add(resource);
          }
        }
        return records;
      }
    }
  }
}
