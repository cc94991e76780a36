package campus.shared.application.testing;

import campus.shared.application.write.Transactions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tables in memory, and transactions over them: one at a time, and all tables as they were when the
 * work throws.
 */
public final class InMemoryTransactions implements Transactions {

  private final ReentrantLock lock = new ReentrantLock();
  private final List<Supplier<Runnable>> snapshots = new ArrayList<>();

  /**
   * A table, by key, that takes part in the transactions, with its rows in the order in which they
   * were added. They have to be immutable.
   */
  public <K, V> Map<K, V> table() {
    var table = new LinkedHashMap<K, V>();
    snapshots.add(() -> {
      var copy = new LinkedHashMap<>(table);
      return () -> {
        table.clear();
        table.putAll(copy);
      };
    });
    return table;
  }

  @Override
  public <T extends @Nullable Object> T write(Supplier<T> work) {
    lock.lock();
    try {
      return lock.getHoldCount() > 1 ? work.get() : undoing(work, false);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T extends @Nullable Object> T outermost(Supplier<T> work) {
    if (lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("inside another transaction");
    }
    return write(work);
  }

  @Override
  public <T extends @Nullable Object> T dryRun(Supplier<T> work) {
    lock.lock();
    try {
      if (lock.getHoldCount() > 1) {
        throw new IllegalStateException("a dry run inside a transaction");
      }
      return undoing(work, true);
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T extends @Nullable Object> T nested(Supplier<T> work) {
    if (!lock.isHeldByCurrentThread()) {
      throw new IllegalStateException("a savepoint outside of a transaction");
    }
    return undoing(work, false);
  }

  /** Does the work, and undoes it when it throws, or in any case. */
  private <T extends @Nullable Object> T undoing(Supplier<T> work, boolean always) {
    var rollbacks = snapshots.stream().map(Supplier::get).toList();
    boolean undo = true;
    try {
      var result = work.get();
      undo = always;
      return result;
    } finally {
      if (undo) {
        rollbacks.forEach(Runnable::run);
      }
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Supplier<T> work) {
    return write(work);
  }
}
