package campus.shared.application.write;

import campus.shared.domain.AlreadyExists;
import java.util.List;
import java.util.function.Consumer;
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

  /**
   * Runs work as {@link #write} does, in a transaction that is no part of another: for work that
   * commits it.
   *
   * @throws IllegalStateException inside another transaction
   * @throws campus.shared.domain.Conflict as {@link #write}
   */
  <T extends @Nullable Object> T outermost(Supplier<T> work);

  /**
   * Runs work as {@link #write} does, and rolls it back all the same: what comes out is what would
   * have come of it. Not for use inside another transaction.
   *
   * @throws campus.shared.domain.Conflict as {@link #write}
   */
  <T extends @Nullable Object> T rehearse(Supplier<T> work);

  /**
   * Runs a part of a transaction that may fail by itself, in a savepoint: when it throws, what it
   * did is undone and what it threw comes out, but the transaction can go on. Locks that it took
   * may last until the end of the transaction.
   *
   * <p>Catch nothing but what the part is expected to throw: a deadlock is for the whole
   * transaction to survive.
   *
   * @throws IllegalStateException outside of a transaction
   */
  <T extends @Nullable Object> T nested(Supplier<T> work);

  /** Runs a part of a transaction that may fail by itself and answers nothing. */
  default void nested(Runnable work) {
    this.<@Nullable Void>nested(() -> {
      work.run();
      return null;
    });
  }

  /**
   * Does to all elements at once what may be refused to one of them because something is there
   * already; where it is, to one after the other, to tell which. For use inside of a transaction.
   *
   * @throws AlreadyExists with the index of the first element that is refused
   */
  default <E> void allOrTellWhich(List<E> elements, Consumer<List<E>> work) {
    if (refusal(() -> work.accept(elements)) == null) {
      return;
    }
    for (int i = 0; i < elements.size(); i++) {
      var element = elements.get(i);
      var refusal = refusal(() -> work.accept(List.of(element)));
      if (refusal != null) {
        throw refusal.ofElement(i);
      }
    }
  }

  /** What is there already, so that work in a savepoint came to nothing; null if nothing is. */
  default @Nullable AlreadyExists refusal(Runnable work) {
    try {
      nested(work);
      return null;
    } catch (AlreadyExists e) {
      return e;
    }
  }

  /** Runs reads that have to see one state of the database: REPEATABLE READ, read-only. */
  <T extends @Nullable Object> T read(Supplier<T> work);
}
