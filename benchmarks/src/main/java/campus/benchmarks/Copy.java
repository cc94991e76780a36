package campus.benchmarks;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/** Fills one table by COPY. Rows are visible after finishing. */
final class Copy implements AutoCloseable {

  private static final int CHUNK = 1 << 16;

  private final CopyIn copy;
  private final StringBuilder rows = new StringBuilder(CHUNK + 4096);

  Copy(Connection connection, String table, String columns) throws SQLException {
    copy =
        connection
            .unwrap(PGConnection.class)
            .getCopyAPI()
            .copyIn("COPY " + table + " (" + columns + ") FROM STDIN");
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
  }

  private void append(@Nullable Object value) {
    switch (value) {
      case null -> rows.append("\\N");
      case String text -> appendEscaped(text);
      case Instant time -> rows.append(time);
      default -> rows.append(value);
    }
  }

  private void appendEscaped(String text) {
    for (int n = 0; n < text.length(); n++) {
      char c = text.charAt(n);
      switch (c) {
        case '\\' -> rows.append("\\\\");
        case '\n' -> rows.append("\\n");
        case '\r' -> rows.append("\\r");
        case '\t' -> rows.append("\\t");
        default -> rows.append(c);
      }
    }
  }

  private void flush() throws SQLException {
    var bytes = rows.toString().getBytes(StandardCharsets.UTF_8);
    copy.writeToCopy(bytes, 0, bytes.length);
    rows.setLength(0);
  }

  void finish() throws SQLException {
    flush();
    copy.endCopy();
  }

  @Override
  public void close() throws SQLException {
    if (copy.isActive()) {
      copy.cancelCopy();
    }
  }
}
