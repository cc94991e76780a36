package campus.identity.application;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.AuthUseCases.SignedIn;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.application.testing.IdentityFixture;
import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.name.UserId;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class PasswordResetServiceTest {

  private static final Password NEW = new Password("new password");
  private static final Password OTHER = new Password("other password");
  private static final String LINK = "https://school.example/reset#";

  private final IdentityFixture fixture = new IdentityFixture();
  private final IdentityUseCases useCases = fixture.useCases();
  private final PasswordResetUseCases resets = useCases.passwordResets();
  private final SignedIn ada =
      useCases
          .auth()
          .register(
              new NewUser(new Username("Ada"), new Email("ada@example.org"), "", "", null),
              new Password("correct horse battery"));

  @Test
  void aTokenSetsAPasswordOnceAndEndsAllSessions() {
    var issued = resets.issue(ada.user());
    var unused = resets.issue(new Username("ADA"));
    assertThat(issued.expireTime()).isEqualTo(fixture.now().plus(Duration.ofHours(1)));

    resets.reset(issued.token(), NEW);

    assertThat(useCases.auth().signIn("ada", NEW.value()).user()).isEqualTo(ada.user());
    assertThatThrownBy(() -> useCases.auth().authenticate(ada.tokens().access()))
        .isInstanceOf(Unauthenticated.class);
    assertInvalid(issued.token());
    assertInvalid(unused.token());
  }

  @Test
  void aTokenExpires() {
    var issued = resets.issue(ada.user());

    fixture.pass(Duration.ofHours(1));

    assertInvalid(issued.token());
  }

  @Test
  void nothingIsHashedForAGuess() {
    fixture.hasher().refuse();

    assertInvalid(Token.random());
  }

  @Test
  void aNewPasswordInvalidatesTokens() {
    var issued = resets.issue(ada.user());
    var caller = new Caller(ada.user(), Set.of(), null);

    useCases.auth().changePassword(caller, ada.user(), "correct horse battery", OTHER);

    assertInvalid(issued.token());
  }

  @Test
  void aDeletedUserHasNoToken() {
    var issued = resets.issue(ada.user());

    useCases.users().delete(ada.user(), null);

    assertInvalid(issued.token());
    assertThatThrownBy(() -> resets.issue(ada.user())).isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> resets.issue(new UserId(UUID.randomUUID())))
        .isInstanceOf(NotFound.class);
    assertThatThrownBy(() -> resets.issue(new Username("ada"))).isInstanceOf(NotFound.class);
  }

  @Test
  void sendsATokenToTheAddressOfTheUser() {
    resets.request("ADA");
    resets.request("Ada@example.ORG");

    var sent = fixture.mail().sent();
    assertThat(sent)
        .hasSize(2)
        .allSatisfy(mail -> {
          assertThat(mail.to()).isEqualTo(new Email("ada@example.org"));
          assertThat(mail.text()).contains("Hello Ada,", LINK, "within 60 minutes");
        });
    var text = sent.getFirst().text();
    var token = text.substring(text.indexOf(LINK) + LINK.length()).lines().findFirst().orElse("");
    resets.reset(new Token(token), NEW);
    assertThat(useCases.auth().signIn("ada", NEW.value()).user()).isEqualTo(ada.user());
  }

  @Test
  void sendsNothingForAnUnknownLogin() {
    resets.request("nobody");
    resets.request("nobody@example.org");

    assertThat(fixture.mail().sent()).isEmpty();
  }

  @Test
  void saysThatNoMailServerIsSet() {
    fixture.mail().unset();

    assertThatThrownBy(() -> resets.request("ada"))
        .isInstanceOf(RuleBroken.class)
        .hasFieldOrPropertyWithValue("reason", Reason.MAIL_NOT_CONFIGURED);
  }

  @Test
  void messagesToOneUserAreLimitedKnownOrNot() {
    for (var login : new String[] {"ada", "nobody"}) {
      assertThatThrownBy(
              () -> {
                for (int i = 0; i < 9; i++) {
                  resets.request(login);
                }
              })
          .isInstanceOf(Overloaded.class);
    }
    assertThat(fixture.mail().sent()).hasSizeBetween(3, 8);
    fixture.pass(Duration.ofMinutes(16));
    resets.request("ada");
  }

  @Test
  void callsFromOneAddressAreLimited() {
    var remote = new Call("c", "192.0.2.1");

    assertThatThrownBy(
            () -> {
              for (int i = 0; i < 60; i++) {
                remote.during(() -> {
                  assertInvalid(Token.random());
                  return true;
                });
              }
            })
        .hasMessageContaining("Overloaded");
    assertInvalid(Token.random());
  }

  private void assertInvalid(Token token) {
    ThrowingCallable reset = () -> resets.reset(token, OTHER);
    assertThatThrownBy(reset)
        .isInstanceOf(Unauthenticated.class)
        .hasFieldOrPropertyWithValue("reason", Reason.INVALID_RESET_TOKEN);
  }
}
