package campus.identity.persistence;

import campus.identity.application.testing.IdentityContract;
import campus.identity.application.testing.IdentityPorts;
import campus.shared.persistence.testing.Engine;
import org.junit.jupiter.api.Nested;

class JdbcIdentityIT {

  @Nested
  class OnPostgres18 extends IdentityContract {
    @Override
    protected IdentityPorts emptyPorts() {
      return JdbcIdentityPorts.empty(Engine.POSTGRES_18);
    }
  }

  @Nested
  class OnPostgres15 extends IdentityContract {
    @Override
    protected IdentityPorts emptyPorts() {
      return JdbcIdentityPorts.empty(Engine.POSTGRES_15);
    }
  }
}
