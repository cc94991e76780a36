package campus.shared.application.testing;

import campus.shared.application.Transactions;
import java.util.ArrayList;
import java.util.HashMap;
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

  /** A table, by key, that takes part in the transactions. Its rows have to be immutable. */
  public <K, V> Map<K, V> table() {
    var table = new HashMap<K, V>();
    snapshots.add(() -> {
      var copy = new HashMap<>(table);
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
      if (lock.getHoldCount() > 1) {
        return work.get();
      }
      var rollbacks = snapshots.stream().map(Supplier::get).toList();
      try {
        return work.get();
      } catch (RuntimeException | Error e) {
        rollbacks.forEach(Runnable::run);
        throw e;
      }
    } finally {
      lock.unlock();
    }
  }

  @Override
  public <T extends @Nullable Object> T read(Supplier<T> work) {
    return write(work);
  }
}
