package campus.shared.persistence;

import campus.shared.application.Call;
import campus.shared.application.ResourceRecord;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;

/** A query that answers resources: its SQL, and how to read its rows. */
record Fetch(Sql sql, RecordReader reader) {

  /** Runs the query, as the statement that was prepared of its SQL. */
  List<ResourceRecord> run(PreparedStatement statement, Arguments arguments) throws SQLException {
    sql.bind(statement, arguments);
    var call = Call.current();
    try (var rows = statement.executeQuery()) {
      var records = new ArrayList<ResourceRecord>();
      while (rows.next()) {
        call.countRow();
        var resource = reader.read(rows);
        if (resource != null) {
          records.add(resource);
        }
      }
      return records;
    }
  }
}
