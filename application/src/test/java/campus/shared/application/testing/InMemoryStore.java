package campus.shared.application.testing;

import campus.shared.application.write.Transactions;
import java.util.Map;

/** A table of keys in memory. */
final class InMemoryStore implements TransactionsContract.Store {

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final Map<String, Boolean> keys = transactions.table();

  @Override
  public Transactions transactions() {
    return transactions;
  }

  @Override
  public void add(String key) {
    if (keys.putIfAbsent(key, true) != null) {
      throw new IllegalStateException(key + " is there");
    }
  }

  @Override
  public long count() {
    return keys.size();
  }
}
