package campus.identity.persistence;

import campus.identity.application.ApiTokens;
import campus.identity.application.Credentials;
import campus.identity.application.IdentityCards;
import campus.identity.application.PasswordResets;
import campus.identity.application.Sessions;
import campus.identity.application.SignInAttempts;
import campus.identity.application.Users;
import campus.identity.application.testing.IdentityPorts;
import campus.identity.domain.Profile;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import io.micronaut.core.type.Argument;
import io.micronaut.core.type.GenericArgument;
import java.sql.SQLException;

/** The ports of identity on real PostgreSQL. */
final class JdbcIdentityPorts {

  private JdbcIdentityPorts() {}

  /** With nothing in them; aborts the test where the engine is not available. */
  static IdentityPorts empty(Engine engine) {
    var persistence = TestPersistence.shared(engine);
    persistence.truncate("users", "sign_in_attempts");
    return of(persistence::get);
  }

  /** Gives what implements a port. */
  interface Source {
    <T> T get(Argument<T> port);
  }

  /** As a server has them. */
  static IdentityPorts of(Source server) {
    return new IdentityPorts(
        server.get(Argument.of(Transactions.class)),
        server.get(Argument.of(Users.class)),
        server.get(new GenericArgument<Entities<Id<Profile>, Profile>>() {}),
        server.get(Argument.of(IdentityCards.class)),
        server.get(Argument.of(Credentials.class)),
        server.get(Argument.of(Sessions.class)),
        server.get(Argument.of(PasswordResets.class)),
        server.get(Argument.of(ApiTokens.class)),
        server.get(Argument.of(SignInAttempts.class)));
  }

  /** The one number that a query answers. */
  static long number(Engine engine, String sql) {
    try (var connection = TestPersistence.shared(engine).database().dataSource().getConnection();
        var rows = connection.createStatement().executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }
}
