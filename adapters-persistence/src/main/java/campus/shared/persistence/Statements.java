package campus.shared.persistence;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.data.jdbc.runtime.PreparedStatementCallback;
import jakarta.inject.Singleton;
import org.postgresql.PGStatement;

/**
 * Runs SQL of our own, where a repository method cannot say it: in the transaction in progress, or
 * in one of its own.
 */
@Singleton
public final class Statements {

  private final JdbcOperations jdbc;

  Statements(JdbcOperations jdbc) {
    this.jdbc = jdbc;
  }

  /** Prepares a statement with its values, hands it over, and closes it. */
  <R> R prepare(Sql sql, Arguments arguments, PreparedStatementCallback<R> work) {
    return prepare(
        sql.toString(),
        statement -> {
          if (sql.isPlannedAnew()) {
            // Without a statement of its own on the server it is planned at each execution.
            statement.unwrap(PGStatement.class).setPrepareThreshold(0);
          }
          sql.bind(statement, arguments);
          return work.call(statement);
        });
  }

  /** Prepares a statement, hands it over, and closes it. */
  public <R> R prepare(String sql, PreparedStatementCallback<R> work) {
    return jdbc.execute(connection -> {
      try (var statement = connection.prepareStatement(sql)) {
        return work.call(statement);
      }
    });
  }
}
