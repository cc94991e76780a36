package campus.shared.persistence.jdbc;

import campus.shared.application.call.Call;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.Unavailable;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * What database errors mean, by their SQLState (PostgreSQL, appendix A) and the constraint that
 * they name.
 */
record SqlErrors(ConstraintErrors constraints) {

  private static final Duration RETRY_AFTER = Duration.ofSeconds(1);

  private static final String INTEGRITY_CONSTRAINT_VIOLATION = "23";
  private static final String CONNECTION_EXCEPTION = "08";
  private static final String TOO_MANY_CONNECTIONS = "53300";
  private static final String QUERY_CANCELED = "57014";
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  /** A standby, or a database closed for writes by an administrator. */
  private static final String READ_ONLY = "25006";

  /** Shut down by an administrator, crashed, starting up, or its database dropped. */
  private static final Set<String> SERVER_GONE = Set.of("57P01", "57P02", "57P03", "57P04");

  /** Serialization failure, deadlock. */
  private static final Set<String> RETRYABLE = Set.of("40001", "40P01");

  /** The id in the detail of a foreign key violation: <code>Key (author_id)=(0198…)</code>. */
  private static final Pattern KEY = Pattern.compile("=\\((?<id>[0-9a-f-]{36})\\)");

  /** What the error means to the caller; null if it is not for them. */
  @Nullable DomainError translate(SQLException error) {
    var state = error.getSQLState() == null ? "" : error.getSQLState();
    if (state.startsWith(INTEGRITY_CONSTRAINT_VIOLATION)) {
      return violationOf(messageOf(error));
    }
    if (state.equals(QUERY_CANCELED)) {
      var ended = Call.current().ended();
      return ended != null ? ended : new Overloaded("the query took too long", RETRY_AFTER);
    }
    if (state.equals(LOCK_NOT_AVAILABLE)) {
      return new Conflict(
          Reason.CONFLICT, "others kept what this call needs for too long; try again");
    }
    if (state.equals(READ_ONLY)) {
      var unavailable =
          new Unavailable(
              Reason.DATABASE_UNAVAILABLE,
              "the database takes no writes at the moment; try again",
              RETRY_AFTER);
      unavailable.initCause(error);
      return unavailable;
    }
    return isConnectionLost(state) ? databaseUnavailable() : null;
  }

  /** What it means if the pool gives no connection. */
  DomainError translateNoConnection(SQLException error) {
    // Without a cause, nothing kept the pool from opening connections: all are in use.
    boolean exhausted =
        error instanceof SQLTransientConnectionException && error.getCause() == null;
    return exhausted
        ? new Overloaded("all database connections are in use; try again", RETRY_AFTER)
        : databaseUnavailable();
  }

  /** The write that a read-only transaction refused; null if there was none. */
  static @Nullable SQLException writeInReadOnly(Throwable error) {
    for (var e = error; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql && READ_ONLY.equals(sql.getSQLState())) {
        return sql;
      }
    }
    return null;
  }

  /** Whether a retry can help, since another transaction caused the failure. */
  static boolean isRetryable(Throwable error) {
    for (var e = error; e != null; e = e.getCause()) {
      if (e instanceof SQLException sql && RETRYABLE.contains(String.valueOf(sql.getSQLState()))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isConnectionLost(String state) {
    return state.startsWith(CONNECTION_EXCEPTION)
        || state.equals(TOO_MANY_CONNECTIONS)
        || SERVER_GONE.contains(state);
  }

  private @Nullable DomainError violationOf(@Nullable ServerErrorMessage message) {
    var constraint = message == null ? null : message.getConstraint();
    if (message == null || constraint == null) {
      return null;
    }
    var key = KEY.matcher(String.valueOf(message.getDetail()));
    return constraints.of(constraint, key.find() ? UUID.fromString(key.group("id")) : null);
  }

  private static @Nullable ServerErrorMessage messageOf(SQLException error) {
    // A batch wraps the error of its statement.
    var cause = error instanceof BatchUpdateException batch ? batch.getCause() : error;
    return cause instanceof PSQLException psql ? psql.getServerErrorMessage() : null;
  }

  private static DomainError databaseUnavailable() {
    return new Unavailable(
        Reason.DATABASE_UNAVAILABLE, "the database cannot be reached; try again", RETRY_AFTER);
  }
}
