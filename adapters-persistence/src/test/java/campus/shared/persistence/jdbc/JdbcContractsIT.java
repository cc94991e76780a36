package campus.shared.persistence.jdbc;

import campus.shared.application.testing.RequestsContract;
import campus.shared.application.testing.TransactionsContract;
import campus.shared.application.write.Requests;
import campus.shared.application.write.Transactions;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import org.junit.jupiter.api.Nested;

class JdbcContractsIT {

  @Nested
  class TransactionsOnPostgres18 extends TransactionsContract {
    @Override
    protected Store emptyStore() {
      return storeOn(Engine.POSTGRES_18);
    }
  }

  @Nested
  class TransactionsOnPostgres15 extends TransactionsContract {
    @Override
    protected Store emptyStore() {
      return storeOn(Engine.POSTGRES_15);
    }
  }

  @Nested
  class RequestsOnPostgres18 extends RequestsContract {
    @Override
    protected Ports emptyPorts() {
      return requestsOn(Engine.POSTGRES_18);
    }
  }

  @Nested
  class RequestsOnPostgres15 extends RequestsContract {
    @Override
    protected Ports emptyPorts() {
      return requestsOn(Engine.POSTGRES_15);
    }
  }

  private static RequestsContract.Ports requestsOn(Engine engine) {
    var persistence = TestPersistence.shared(engine);
    persistence.truncate("requests");
    return new RequestsContract.Ports(
        persistence.get(Transactions.class), persistence.get(Requests.class));
  }

  private static TransactionsContract.Store storeOn(Engine engine) {
    var persistence = TestPersistence.shared(engine);
    persistence.truncate("secrets");
    var transactions = persistence.get(Transactions.class);
    var statements = persistence.get(Statements.class);
    return new TransactionsContract.Store() {
      @Override
      public Transactions transactions() {
        return transactions;
      }

      @Override
      public void add(String key) {
        statements.prepare(
            "INSERT INTO secrets (name, value) VALUES (?, '')",
            insert -> {
              insert.setString(1, key);
              return insert.executeUpdate();
            });
      }

      @Override
      public long count() {
        return statements.prepare(
            "SELECT count(*) FROM secrets",
            select -> {
              try (var rows = select.executeQuery()) {
                rows.next();
                return rows.getLong(1);
              }
            });
      }
    };
  }
}
