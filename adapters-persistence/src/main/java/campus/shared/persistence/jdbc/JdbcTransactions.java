package campus.shared.persistence.jdbc;

import campus.shared.application.call.Call;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.Reason;
import io.micronaut.transaction.TransactionCallback;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

@Singleton
record JdbcTransactions(TransactionOperations<Connection> operations) implements Transactions {

  private static final int MAX_ATTEMPTS = 5;
  private static final long FIRST_PAUSE_MILLIS = 10;

  @Override
  public <T extends @Nullable Object> T write(Supplier<T> work) {
    return isActive() ? join(work) : run(status -> work.get());
  }

  @Override
  public <T extends @Nullable Object> T outermost(Supplier<T> work) {
    if (isActive()) {
      throw new IllegalStateException("work that commits cannot be a part of a transaction");
    }
    return run(status -> work.get());
  }

  @Override
  public <T extends @Nullable Object> T dryRun(Supplier<T> work) {
    if (isActive()) {
      throw new IllegalStateException("a dry run would undo the transaction that it is part of");
    }
    return run(status -> {
      var result = work.get();
      status.setRollbackOnly();
      return result;
    });
  }

  @Override
  public <T extends @Nullable Object> T nested(Supplier<T> work) {
    if (!isActive()) {
      throw new IllegalStateException("only a transaction can have a part");
    }
    // A savepoint fails only if the connection is gone.
    try {
      var connection = operations.getConnection();
      var savepoint = connection.setSavepoint();
      boolean done = false;
      try {
        var result = join(work);
        connection.releaseSavepoint(savepoint);
        done = true;
        return result;
      } finally {
        if (!done) {
          connection.rollback(savepoint);
        }
      }
    } catch (SQLException e) {
      throw new IllegalStateException("a savepoint failed", e);
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Supplier<T> work) {
    return isActive()
        ? join(work)
        : run(status -> {
          beginSnapshot();
          return readOnly(work);
        });
  }

  /** A write here is a defect of ours, not a database that takes no writes at the moment. */
  private static <T extends @Nullable Object> T readOnly(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      var write = SqlErrors.writeInReadOnly(e);
      throw write == null ? e : new IllegalStateException("what only reads has written", write);
    }
  }

  private <T extends @Nullable Object> T join(Supplier<T> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      throw meaningOf(e);
    }
  }

  private boolean isActive() {
    return operations.findTransactionStatus().isPresent();
  }

  private <T extends @Nullable Object> T run(TransactionCallback<Connection, T> work) {
    for (int attempt = 1; ; attempt++) {
      try {
        return operations.execute(TransactionDefinition.DEFAULT, work);
      } catch (RuntimeException e) {
        if (!SqlErrors.isRetryable(e)) {
          throw meaningOf(e);
        }
        if (attempt == MAX_ATTEMPTS) {
          throw conflict(e);
        }
      }
      long pause = FIRST_PAUSE_MILLIS << attempt;
      Call.current().pause(Duration.ofMillis(ThreadLocalRandom.current().nextLong(1, pause)));
    }
  }

  /**
   * Goes along with the BEGIN that the driver sends before it, where JDBC's own setters would each
   * make a round trip, before and after.
   */
  private void beginSnapshot() {
    try (var statement = operations.getConnection().createStatement()) {
      statement.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY");
    } catch (SQLException e) {
      throw new IllegalStateException("a read-only transaction could not be begun", e);
    }
  }

  /** Micronaut Data wraps what it does not know, the errors of {@link CallDataSource} among it. */
  private static RuntimeException meaningOf(RuntimeException error) {
    for (Throwable e = error; e != null; e = e.getCause()) {
      if (e instanceof DomainError meaning) {
        return meaning;
      }
    }
    return error;
  }

  private static Conflict conflict(RuntimeException cause) {
    var conflict = new Conflict(Reason.CONFLICT, "other calls kept getting in the way; try again");
    conflict.initCause(cause);
    return conflict;
  }
}
