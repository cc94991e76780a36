package campus.identity.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.ApiTokenUseCases.IssueToken;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.application.testing.IdentityFixture;
import campus.identity.domain.ApiToken;
import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class ApiTokenServiceTest {

  private final IdentityFixture fixture = new IdentityFixture();
  private final IdentityUseCases useCases = fixture.useCases();
  private final ApiTokenUseCases tokens = useCases.apiTokens();
  private final UserId ada =
      useCases
          .auth()
          .register(
              new NewUser(new Username("ada"), new Email("ada@example.org"), "", "", null),
              new Password("correct horse battery"))
          .user();

  private ApiTokenUseCases.Issued issue() {
    return tokens.issue(new IssueToken(ada, "billing", Set.of(), null));
  }

  @Test
  void aTokenIsItsUserUntilItExpires() {
    var issued = issue();

    assertThat(tokens.authenticate(issued.secret()))
        .isEqualTo(new Caller(ada, Set.of(Role.MEMBER), null));

    fixture.pass(ApiToken.LIFETIME);

    assertThatThrownBy(() -> tokens.authenticate(issued.secret()))
        .isInstanceOf(Unauthenticated.class);
  }

  @Test
  void aRevokedTokenIsNobodys() {
    var issued = issue();

    assertThatThrownBy(() -> tokens.revoke(new UserId(UUID.randomUUID()), issued.token().id()))
        .isInstanceOf(NotFound.class);
    tokens.revoke(ada, issued.token().id());

    assertThatThrownBy(() -> tokens.authenticate(issued.secret()))
        .isInstanceOf(Unauthenticated.class);
    assertThatThrownBy(() -> tokens.revoke(ada, issued.token().id())).isInstanceOf(NotFound.class);
  }

  @Test
  void aNewPasswordEndsNoToken() {
    var issued = issue();
    var reset = useCases.passwordResets().issue(ada);

    useCases.passwordResets().reset(reset.token(), new Password("another password"));

    assertThat(tokens.authenticate(issued.secret()).user()).isEqualTo(ada);
  }

  @Test
  void aUserHasOnlySoMany() {
    for (int i = 0; i < ApiToken.MAX_OF_USER; i++) {
      var _ = issue();
    }

    assertThatThrownBy(this::issue)
        .isInstanceOfSatisfying(
            RuleBroken.class, e -> assertThat(e.reason()).isEqualTo(Reason.TOO_MANY_API_TOKENS));

    fixture.pass(ApiToken.LIFETIME);
    assertThat(issue().token().user()).isEqualTo(ada);
  }

  @Test
  void whoDoesNotExistGetsNone() {
    var command = new IssueToken(new UserId(UUID.randomUUID()), "billing", Set.of(), null);

    assertThatThrownBy(() -> tokens.issue(command)).isInstanceOf(NotFound.class);
  }
}
