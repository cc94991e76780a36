package campus.shared.persistence.jdbc;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.jdbc.runtime.PreparedStatementCallback;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGStatement;

/**
 * Runs SQL that no repository method can express, in the transaction in progress or in one of its
 * own.
 */
@Singleton
public final class Statements {

  private final JdbcOperations jdbc;
  private final TransactionOperations<Connection> transactions;

  Statements(JdbcOperations jdbc, TransactionOperations<Connection> transactions) {
    this.jdbc = jdbc;
    this.transactions = transactions;
  }

  /** Whether a transaction is in progress. */
  public boolean inTransaction() {
    return transactions.findTransactionStatus().isPresent();
  }

  /** Prepares a statement, binds its parameters, and passes it to the work. */
  public <R> R prepare(Sql sql, Arguments arguments, PreparedStatementCallback<R> work) {
    return prepare(
        sql.toString(),
        statement -> {
          if (sql.isPlannedAnew()) {
            // Without a server-side statement it is planned at each execution.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
          }
          statement.setFetchSize(sql.rowsAtATime());
          sql.bind(statement, arguments);
          return work.call(statement);
        });
  }

  /** An array parameter, so that a statement is the same for any number of values. */
  public record Values(String type, List<?> values) {

    public static Values uuids(Collection<UUID> ids) {
      return new Values("uuid", List.copyOf(ids));
    }

    public static Values texts(Collection<String> texts) {
      return new Values("text", List.copyOf(texts));
    }

    public static Values numbers(Collection<Long> numbers) {
      return new Values("int8", List.copyOf(numbers));
    }

    /** Values of a PostgreSQL type, which can be null. */
    public static Values of(String type, List<?> values) {
      return new Values(type, values);
    }

    public static Values bytes(Collection<byte[]> values) {
      return new Values("bytea", List.copyOf(values));
    }

    /** As the driver takes them; it needs an array type of its own for bytes. */
    private @Nullable Object[] elements() {
      return type.equals("bytea")
          ? values.toArray(byte[][]::new)
          : values.stream().map(Statements::sql).toArray();
    }

    /** One column of several rows; values can be null. */
    public static <T> Values column(
        String type, Collection<T> rows, Function<T, @Nullable Object> value) {
      var values = new ArrayList<@Nullable Object>();
      rows.forEach(row -> values.add(value.apply(row)));
      return of(type, values);
    }
  }

  /** Reads the current row of a result. */
  @FunctionalInterface
  public interface Reader<T> {
    T read(ResultSet rows) throws SQLException;
  }

  /**
   * Runs a statement that changes something.
   *
   * @param values of its parameters: UUIDs, texts, numbers, times, {@link Values}
   * @return how many rows it changed
   */
  public int update(String sql, @Nullable Object... values) {
    return prepare(
        sql,
        statement -> {
          bind(statement, values);
          return statement.executeUpdate();
        });
  }

  /**
   * Runs a statement that answers rows.
   *
   * @param values as for {@link #update}
   */
  public <T> List<T> query(String sql, Reader<T> reader, @Nullable Object... values) {
    return prepare(
        sql,
        statement -> {
          bind(statement, values);
          return read(statement, reader);
        });
  }

  /** Runs a compiled statement that answers rows. */
  public <T> List<T> query(Sql sql, Arguments arguments, Reader<T> reader) {
    return prepare(sql, arguments, statement -> read(statement, reader));
  }

  private static <T> List<T> read(PreparedStatement statement, Reader<T> reader)
      throws SQLException {
    var found = new ArrayList<T>();
    try (var rows = statement.executeQuery()) {
      while (rows.next()) {
        found.add(reader.read(rows));
      }
    }
    return found;
  }

  /**
   * Runs a statement that answers all columns of a mapped table.
   *
   * @param values as for {@link #update}
   */
  public <R> List<R> rows(Class<R> row, String sql, @Nullable Object... values) {
    return query(sql, rows -> read(rows, row), values);
  }

  /** Reads the current row of a result with all columns of a mapped table. */
  public <R> R read(ResultSet rows, Class<R> row) {
    return jdbc.readEntity(rows, row);
  }

  private static void bind(PreparedStatement statement, @Nullable Object... values)
      throws SQLException {
    for (int i = 0; i < values.length; i++) {
      switch (values[i]) {
        case Values array ->
            statement.setArray(
                i + 1, statement.getConnection().createArrayOf(array.type(), array.elements()));
        case null -> statement.setObject(i + 1, null);
        default -> statement.setObject(i + 1, sql(values[i]));
      }
    }
  }

  private static @Nullable Object sql(@Nullable Object value) {
    return value instanceof Instant time ? time.atOffset(ZoneOffset.UTC) : value;
  }

  /** Prepares a statement and passes it to the work. */
  public <R> R prepare(String sql, PreparedStatementCallback<R> work) {
    return jdbc.execute(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        return work.call(statement);
      }
    });
  }
}
