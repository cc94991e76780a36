package campus.wallet.persistence;

import campus.shared.persistence.testing.Engine;
import campus.wallet.application.testing.WalletContract;
import campus.wallet.application.testing.WalletPorts;
import org.junit.jupiter.api.Nested;

class JdbcWalletIT {

  @Nested
  class OnPostgres18 extends WalletContract {
    @Override
    protected WalletPorts emptyPorts() {
      return JdbcWalletPorts.empty(Engine.POSTGRES_18);
    }
  }

  @Nested
  class OnPostgres15 extends WalletContract {
    @Override
    protected WalletPorts emptyPorts() {
      return JdbcWalletPorts.empty(Engine.POSTGRES_15);
    }
  }
}
