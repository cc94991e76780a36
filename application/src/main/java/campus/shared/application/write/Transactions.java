package campus.shared.application.write;

import campus.shared.domain.error.AlreadyExists;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Runs work in database transactions.
 *
 * <p>Work that throws is rolled back, and its exception is rethrown. A serialization failure or
 * deadlock (SQLState 40001, 40P01) is retried, up to five attempts, after pauses of random length.
 * So work must have no side effects outside the database.
 *
 * <p>Only the outermost transaction is retried; an inner one joins it.
 */
public interface Transactions {

  /**
   * Runs work that writes, at READ COMMITTED: guard rules by constraints and by explicit row locks
   * in key order.
   *
   * @throws campus.shared.domain.error.Conflict if all attempts failed, or a lock was not granted
   *     in time
   */
  <T extends @Nullable Object> T write(Supplier<T> work);

  /** As {@link #write(Supplier)}, without a result. */
  default void write(Runnable work) {
    this.<@Nullable Void>write(() -> {
      work.run();
      return null;
    });
  }

  /**
   * As {@link #write(Supplier)}, for work that commits its transaction.
   *
   * @throws IllegalStateException inside another transaction
   */
  <T extends @Nullable Object> T outermost(Supplier<T> work);

  /**
   * As {@link #write(Supplier)}, but rolls the work back after it succeeded.
   *
   * @throws IllegalStateException inside another transaction
   */
  <T extends @Nullable Object> T dryRun(Supplier<T> work);

  /**
   * Runs part of a transaction in a savepoint: if it throws, its changes are undone, and the
   * transaction can go on. Its locks may last until the end of the transaction.
   *
   * <p>Catch only the expected exceptions: a deadlock fails the whole transaction.
   *
   * @throws IllegalStateException outside a transaction
   */
  <T extends @Nullable Object> T nested(Supplier<T> work);

  /** As {@link #nested(Supplier)}, without a result. */
  default void nested(Runnable work) {
    this.<@Nullable Void>nested(() -> {
      work.run();
      return null;
    });
  }

  /**
   * Runs work on all elements at once; if one of them already exists, runs it one by one to find
   * which. For use inside a transaction.
   *
   * @throws AlreadyExists with the index of the first refused element
   */
  default <E> void allOrNone(List<E> elements, Consumer<List<E>> work) {
    if (tryNested(() -> work.accept(elements)) == null) {
      return;
    }
    for (int i = 0; i < elements.size(); i++) {
      var element = elements.get(i);
      var refusal = tryNested(() -> work.accept(List.of(element)));
      if (refusal != null) {
        throw refusal.ofElement(i);
      }
    }
  }

  /** Runs work in a savepoint; returns what already exists, or null if the work succeeded. */
  default @Nullable AlreadyExists tryNested(Runnable work) {
    try {
      nested(work);
      return null;
    } catch (AlreadyExists e) {
      return e;
    }
  }

  /** Runs reads on one snapshot: REPEATABLE READ, read-only. */
  <T extends @Nullable Object> T read(Supplier<T> work);
}
