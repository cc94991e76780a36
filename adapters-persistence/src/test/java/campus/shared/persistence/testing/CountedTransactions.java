package campus.shared.persistence.testing;

import campus.shared.application.write.Transactions;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Transactions that count how often one had to be repeated, for instance after a deadlock. */
public final class CountedTransactions implements Transactions {

  private final Transactions transactions;
  private final AtomicInteger repeats = new AtomicInteger();

  CountedTransactions(Transactions transactions) {
    this.transactions = transactions;
  }

  /** How many transactions were run again. */
  int repeats() {
    return repeats.get();
  }

  @Override
  public <T extends @Nullable Object> T write(Supplier<T> work) {
    var runs = new AtomicInteger();
    return transactions.write(() -> {
      if (runs.getAndIncrement() > 0) {
        repeats.incrementAndGet();
      }
      return work.get();
    });
  }

  @Override
  public <T extends @Nullable Object> T outermost(Supplier<T> work) {
    return transactions.outermost(work);
  }

  @Override
  public <T extends @Nullable Object> T dryRun(Supplier<T> work) {
    return transactions.dryRun(work);
  }

  @Override
  public <T extends @Nullable Object> T nested(Supplier<T> work) {
    return transactions.nested(work);
  }

  @Override
  public <T extends @Nullable Object> T read(Supplier<T> work) {
    return transactions.read(work);
  }
}
