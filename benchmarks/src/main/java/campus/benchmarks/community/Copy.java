package campus.benchmarks.community;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills one table by COPY. */
final class Copy {

  /** Writes the rows of one thing. */
  @FunctionalInterface
  interface Rows {
    void write(Copy copy, int number) throws SQLException;
  }

  private static final int CHUNK = 1 << 16;

  private final String table;
  private final CopyIn copy;
  private final Progress progress;
  private final StringBuilder rows = new StringBuilder(CHUNK + 4096);

  private Copy(Connection connection, Progress progress, String table) throws SQLException {
    this.table = table.substring(0, table.indexOf(' '));
    this.progress = progress;
    copy =
        connection.unwrap(PGConnection.class).getCopyAPI().copyIn("COPY " + table + " FROM STDIN");
  }

  /**
   * Fills a table with the rows of the things from 1 to a count.
   *
   * @param table with its columns: {@code tags (id, label)}
   */
  static void fill(Connection connection, Progress progress, String table, int count, Rows rows)
      throws SQLException {
    var copy = new Copy(connection, progress, table);
    progress.step(copy.table);
    try {
      for (int n = 1; n <= count; n++) {
        rows.write(copy, n);
      }
      copy.flush();
      copy.copy.endCopy();
    } finally {
      if (copy.copy.isActive()) {
        copy.copy.cancelCopy();
      }
    }
  }

  /** Writes NULL, a boolean, a number, a text or a time. */
  void row(@Nullable Object... values) throws SQLException {
    for (int n = 0; n < values.length; n++) {
      if (n > 0) {
        rows.append('\t');
      }
      append(values[n]);
    }
    rows.append('\n');
    if (rows.length() > CHUNK) {
      flush();
    }
    progress.advance(table, 1);
  }

  private void append(@Nullable Object value) {
    rows.append(value == null ? "\\N" : value instanceof String text ? escaped(text) : value);
  }

  private static String escaped(String text) {
    return text.replace("\\", "\\\\")
        .replace("\n", "\\n")
        .replace("\r", "\\r")
        .replace("\t", "\\t");
  }

  private void flush() throws SQLException {
    var bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    rows.setLength(0);
  }
}
