package campus.identity.persistence;

import campus.identity.application.Credentials;
import campus.identity.application.IdentityCards;
import campus.identity.application.Sessions;
import campus.identity.application.SignInAttempts;
import campus.identity.application.Users;
import campus.identity.application.testing.IdentityContract;
import campus.identity.application.testing.IdentityPorts;
import campus.shared.application.Transactions;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import org.junit.jupiter.api.Nested;

class JdbcIdentityIT {

  @Nested
  class OnPostgres18 extends OnPostgres {
    OnPostgres18() {
      super(Engine.POSTGRES_18);
    }
  }

  @Nested
  class OnPostgres15 extends OnPostgres {
    OnPostgres15() {
      super(Engine.POSTGRES_15);
    }
  }

  abstract static class OnPostgres extends IdentityContract {
    private final Engine engine;

    OnPostgres(Engine engine) {
      this.engine = engine;
    }

    @Override
    protected IdentityPorts emptyPorts() {
      var persistence = TestPersistence.shared(engine);
      persistence.truncate("users", "sign_in_attempts");
      return new IdentityPorts(
          persistence.get(Transactions.class),
          persistence.get(Users.class),
          persistence.get(IdentityCards.class),
          persistence.get(Credentials.class),
          persistence.get(Sessions.class),
          persistence.get(SignInAttempts.class));
    }
  }
}
