package campus.wallet.persistence;

import campus.identity.application.Users;
import campus.identity.application.testing.TestUsers;
import campus.shared.application.write.Transactions;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import campus.wallet.application.Accounts;
import campus.wallet.application.Ledger;
import campus.wallet.application.Orders;
import campus.wallet.application.testing.WalletPorts;
import java.util.UUID;

/** The ports of the wallet on real PostgreSQL. */
final class JdbcWalletPorts {

  private JdbcWalletPorts() {}

  /** With nothing in them; aborts the test where the engine is not available. */
  static WalletPorts empty(Engine engine) {
    var persistence = TestPersistence.shared(engine);
    persistence.truncate("users", "accounts", "transfers", "orders");
    var users = persistence.get(Users.class);
    return new WalletPorts(
        persistence.get(Transactions.class),
        persistence.get(Accounts.class),
        persistence.get(Ledger.class),
        persistence.get(Orders.class),
        () -> {
          var user = TestUsers.aUser("u" + UUID.randomUUID());
          persistence.get(Transactions.class).write(() -> users.add(user));
          return user.id();
        });
  }
}
