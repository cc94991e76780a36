package campus.shared.application.testing;

import org.junit.jupiter.api.Nested;

class InMemoryContractsTest {

  @Nested
  class TransactionsInMemory extends TransactionsContract {
    @Override
    protected Store emptyStore() {
      return new InMemoryStore();
    }
  }

  @Nested
  class RequestsInMemory extends RequestsContract {
    @Override
    protected Ports emptyPorts() {
      var transactions = new InMemoryTransactions();
      return new Ports(transactions, new InMemoryRequests(transactions));
    }
  }
}
