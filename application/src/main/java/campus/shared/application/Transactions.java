package campus.shared.application;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in database transactions.
 *
 * <p>Work that throws is rolled back, and what it threw comes out. Work must have no effect but on
 * the database, since it may run more than once: a transaction that fails because of another one
 * (serialization failure or deadlock: SQLState 40001, 40P01) is tried again, at most five times in
 * all, after pauses of random length. Retries happen in the outermost transaction only; a
 * transaction inside another one joins it.
 */
public interface Transactions {

  /**
   * Runs work that changes something: READ COMMITTED, so that rules are guarded by constraints and
   * by explicit row locks, taken in key order.
   *
   * @throws campus.shared.domain.Conflict if it kept failing because of others, or waited too long
   *     for a lock
   */
  <T extends @Nullable Object> T write(Supplier<T> work);

  /** Runs work that changes something and answers nothing. */
  default void write(Runnable work) {
    this.<@Nullable Void>write(() -> {
      work.run();
      return null;
    });
  }

  /** Runs reads that have to see one state of the database: REPEATABLE READ, read-only. */
  <T extends @Nullable Object> T read(Supplier<T> work);
}
