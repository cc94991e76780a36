package campus.identity.persistence;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.IdentityUseCases;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.application.testing.IdentityFixture;
import campus.identity.application.testing.IdentityPorts;
import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Overlap;
import campus.shared.persistence.testing.TestPersistence;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes of identity that meet wait for each other in one order. */
@ParameterizedClass
@EnumSource(Engine.class)
class IdentityLocksIT {

  private static final String PASSWORD = "correct horse battery";

  private final Engine engine;
  private final IdentityPorts ports;
  private final IdentityUseCases useCases;
  private final Overlap overlap;

  IdentityLocksIT(Engine engine) {
    this.engine = engine;
    var empty = JdbcIdentityPorts.empty(engine);
    overlap = new Overlap(TestPersistence.shared(engine), empty.transactions());
    ports = empty.within(overlap.transactions());
    useCases = new IdentityFixture(ports).useCases();
  }

  private UserId ada() {
    var ada = new NewUser(new Username("ada"), new Email("ada@example.org"), "", "", null);
    return useCases.auth().register(ada, new Password(PASSWORD)).user();
  }

  @Test
  void signInWaitsForDeleteUser() {
    var ada = ada();

    assertThatThrownBy(() ->
            overlap.run(
                () -> {
                  var _ = ports.users().lock(ada);
                },
                () -> {
                  var _ = useCases.auth().signIn("ada", PASSWORD);
                },
                () -> useCases.users().delete(ada, null)))
        .isInstanceOf(Unauthenticated.class);
  }

  @Test
  void signInWaitsForChangePassword() {
    var ada = ada();
    var me = new Caller(ada, Set.of(), new UUID(0, 1));

    assertThatThrownBy(() ->
            overlap.run(
                () -> {
                  var _ = ports.users().lock(ada);
                },
                () -> {
                  var _ = useCases.auth().signIn("ada", PASSWORD);
                },
                () ->
                    useCases
                        .auth()
                        .changePassword(me, ada, PASSWORD, new Password("another horse battery"))))
        .isInstanceOf(Unauthenticated.class);
  }

  @Test
  void resetPasswordWaitsForDeleteUser() {
    var ada = ada();
    var token = useCases.passwordResets().issue(ada).token();

    assertThatThrownBy(() ->
            overlap.run(
                () -> {
                  var _ = ports.users().lock(ada);
                },
                () -> useCases.passwordResets().reset(token, new Password("another horse battery")),
                () -> useCases.users().delete(ada, null)))
        .isInstanceOf(Unauthenticated.class);
  }

  @Test
  void refreshSessionWaitsForDeleteUser() {
    var ada = ada();
    var session = useCases.auth().signIn("ada", PASSWORD);

    assertThatThrownBy(() ->
            overlap.run(
                () -> useCases.users().delete(ada, null),
                () -> {
                  var _ = useCases.auth().refresh(session.tokens().refresh());
                },
                () -> {}))
        .isInstanceOf(Unauthenticated.class);
    assertThat(JdbcIdentityPorts.number(engine, "SELECT count(*) FROM sessions")).isZero();
  }
}
