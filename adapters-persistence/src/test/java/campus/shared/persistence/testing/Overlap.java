package campus.shared.persistence.testing;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.write.Transactions;
import java.sql.SQLException;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Two writes that meet at the worst moment: the second one begins when the first one holds a lock
 * that both need, and the first one goes on when the second one waits for it. Where their locks are
 * taken in different orders, that is a deadlock, and one of them has to be repeated.
 */
public final class Overlap {

  private static final long INTERVAL_NANOS = 2_000_000;

  private final TestPersistence persistence;
  private final CountedTransactions transactions;

  /**
   * @param transactions of the ports, before they are counted
   */
  public Overlap(TestPersistence persistence, Transactions transactions) {
    this.persistence = persistence;
    this.transactions = new CountedTransactions(transactions);
  }

  /** What both writes have to use, so that repeats are seen. */
  public Transactions transactions() {
    return transactions;
  }

  /**
   * Runs both.
   *
   * @param begin the first one until the moment when both meet
   * @param end the rest of the first one, in the same transaction
   * @return what the second one answers
   */
  public <T> T run(Runnable begin, Supplier<T> second, Runnable end) {
    var started = new AtomicReference<@Nullable CompletableFuture<T>>();
    transactions.write(() -> {
      begin.run();
      if (started.get() == null) {
        started.set(CompletableFuture.supplyAsync(second, Thread::startVirtualThread));
      }
      awaitLockOf(started.get());
      end.run();
    });
    try {
      return Objects.requireNonNull(started.get()).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    } finally {
      assertThat(transactions.repeats()).as("repeated transactions").isZero();
    }
  }

  /** As {@link #run(Runnable, Supplier, Runnable)}, where the second one answers nothing. */
  public void run(Runnable begin, Runnable second, Runnable end) {
    var _ =
        run(
            begin,
            () -> {
              second.run();
              return true;
            },
            end);
  }

  private void awaitLockOf(@Nullable CompletableFuture<?> second) {
    while (second != null && !second.isDone() && !aCallWaits()) {
      LockSupport.parkNanos(INTERVAL_NANOS);
    }
  }

  private boolean aCallWaits() {
    try (var connection = persistence.database().dataSource().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_activity"
                    + " WHERE datname = current_database() AND wait_event_type = 'Lock'")) {
      rows.next();
      return rows.getInt(1) > 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
