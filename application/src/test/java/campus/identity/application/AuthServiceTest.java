package campus.identity.application;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.AuthUseCases.SignedIn;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.application.testing.IdentityFixture;
import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.value.Role;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

class AuthServiceTest {

  private static final Password NEW = new Password("new password");

  private static final String PASSWORD = "correct horse battery";

  private final IdentityFixture fixture = new IdentityFixture();
  private final AuthUseCases auth = fixture.useCases().auth();

  @Test
  void registersAndSignsIn() {
    var registered = register("Ada");

    var caller = auth.authenticate(registered.tokens().access());
    assertThat(caller.user()).isEqualTo(registered.user());
    assertThat(caller.roles()).containsExactly(Role.MEMBER);
    assertThat(registered.tokens().accessExpireTime())
        .isEqualTo(fixture.now().plus(Duration.ofMinutes(15)));
    assertThat(registered.tokens().refreshExpireTime())
        .isEqualTo(fixture.now().plus(Duration.ofDays(30)));

    assertThat(auth.signIn("aDA", PASSWORD).user()).isEqualTo(registered.user());
    assertThat(auth.signIn("ADA@example.org", PASSWORD).user()).isEqualTo(registered.user());
  }

  @Test
  void revokesASessionOfTheirOwn() {
    var ada = register("ada");
    var bob = register("bob");
    var session = requireNonNull(auth.authenticate(ada.tokens().access()).session());
    var sessions = fixture.useCases().sessions();

    assertThatThrownBy(() -> sessions.revoke(bob.user(), session)).isInstanceOf(NotFound.class);
    assertThat(auth.authenticate(ada.tokens().access()).user()).isEqualTo(ada.user());
    sessions.revoke(ada.user(), session);

    assertThat(refusal(() -> auth.authenticate(ada.tokens().access())).reason())
        .isEqualTo(Reason.INVALID_ACCESS_TOKEN);
    assertThat(refusal(() -> auth.refresh(ada.tokens().refresh())).reason())
        .isEqualTo(Reason.INVALID_REFRESH_TOKEN);
    assertThatThrownBy(() -> sessions.revoke(ada.user(), session)).isInstanceOf(NotFound.class);
  }

  @Test
  void aRefusedRegistrationOpensNothing() {
    register("ada");

    assertThatThrownBy(() ->
            auth.register(
                new NewUser(new Username("ADA"), new Email("b@example.org"), "", "", null),
                new Password(PASSWORD)))
        .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);
    assertThat(
            fixture.ports().credentials().findByLogin("b@example.org", Call.LOCAL, fixture.now()))
        .isEmpty();
  }

  @Test
  void answersAlikeForUnknownUsersAndWrongPasswords() {
    register("ada");
    fixture.useCases().users().create(newUser("nopassword"), null);

    var wrong = refusal(() -> auth.signIn("ada", "wrong"));
    var unknown = refusal(() -> auth.signIn("nobody", "wrong"));
    var without = refusal(() -> auth.signIn("nopassword", "wrong"));

    assertThat(unknown.getMessage()).isEqualTo(wrong.getMessage()).isEqualTo(without.getMessage());
    assertThat(List.of(unknown.reason(), wrong.reason(), without.reason()))
        .containsOnly(Reason.WRONG_CREDENTIALS);
    assertThat(fixture.hasher().verifications()).isEqualTo(3);
  }

  @Test
  void slowsDownAfterFiveFailuresButLetsTheOwnerIn() {
    register("ada");
    for (int i = 0; i < 5; i++) {
      refusal(() -> auth.signIn("ada", "wrong"));
    }
    var call = new Call("slowed");
    call.end(CallEnded.deadlinePassed());

    // A call that has ended cannot wait: this one had to.
    assertThatThrownBy(() -> call.during(() -> auth.signIn("ada", PASSWORD)))
        .isInstanceOf(CallEnded.class);
    assertThat(auth.signIn("ada", PASSWORD).user()).isNotNull();
    // And a success makes it forget.
    var quick = new Call("quick");
    quick.end(CallEnded.deadlinePassed());
    assertThat(quick.during(() -> auth.signIn("ada", PASSWORD))).isNotNull();
  }

  @Test
  void slowsDownForUnknownUsersAlike() {
    for (int i = 0; i < 5; i++) {
      refusal(() -> auth.signIn("nobody", "wrong"));
    }
    var call = new Call("slowed");
    call.end(CallEnded.deadlinePassed());

    assertThatThrownBy(() -> call.during(() -> auth.signIn("NOBODY", "wrong")))
        .isInstanceOf(CallEnded.class);
  }

  @Test
  void forgetsFailuresAfterAQuarterOfAnHour() {
    register("ada");
    for (int i = 0; i < 5; i++) {
      refusal(() -> auth.signIn("ada", "wrong"));
    }
    fixture.pass(Duration.ofMinutes(16));
    var call = new Call("quick");
    call.end(CallEnded.deadlinePassed());

    assertThat(call.during(() -> auth.signIn("ada", PASSWORD))).isNotNull();
  }

  @Test
  void guessesBeyondTheLineAreRefusedUnseen() {
    register("ada");
    fillTheLine("ada");
    int before = fixture.hasher().verifications();

    var refused = overload("192.0.2.1", () -> auth.signIn("ada@example.org", PASSWORD));
    overload("192.0.2.1", () -> auth.signIn("ada", PASSWORD));

    // 5 at once, then after 250, 500, 1000 and 2000 ms; the tenth 4 s later.
    assertThat(refused.retryAfter()).isEqualTo(Duration.ofMillis(7750));
    assertThat(fixture.hasher().verifications()).isEqualTo(before);
    // Those that were refused did not count.
    fixture.pass(Duration.ofMillis(7750));
    assertThat(quickly("192.0.2.1", () -> auth.signIn("ada", PASSWORD))).isNotNull();
  }

  @Test
  void theLineOfAnUnknownUserIsTheSameInEverySpelling() {
    fillTheLine("nöbody");

    overload("192.0.2.1", () -> auth.signIn("NO\u0308BODY", PASSWORD));
  }

  @Test
  void strangersDoNotDelayTheOwnerAtAKnownAddress() {
    register("ada");
    assertThat(quickly("192.0.2.1", () -> auth.signIn("ada", PASSWORD))).isNotNull();
    fillTheLine("ada");

    overload("192.0.2.2", () -> auth.signIn("ada", PASSWORD));
    assertThat(quickly("192.0.2.1", () -> auth.signIn("ada", PASSWORD))).isNotNull();
    // Nor does their success let strangers guess on.
    overload("192.0.2.2", () -> auth.signIn("ada", PASSWORD));
  }

  @Test
  void guessesAtAKnownAddressAreLimitedToo() {
    register("ada");
    assertThat(quickly("192.0.2.1", () -> auth.signIn("ada", PASSWORD))).isNotNull();
    for (int i = 0; i < 5; i++) {
      refusal(() -> at("192.0.2.1", () -> auth.signIn("ada", "wrong")));
    }

    assertThatThrownBy(() -> quickly("192.0.2.1", () -> auth.signIn("ada", PASSWORD)))
        .isInstanceOf(CallEnded.class);
    assertThat(quickly("192.0.2.2", () -> auth.signIn("ada", PASSWORD))).isNotNull();
  }

  @Test
  void anAddressIsKnownForNinetyDays() {
    register("ada");
    assertThat(quickly("192.0.2.1", () -> auth.signIn("ada", PASSWORD))).isNotNull();
    fixture.pass(Duration.ofDays(90));
    fillTheLine("ada");

    overload("192.0.2.1", () -> auth.signIn("ada", PASSWORD));
  }

  @Test
  void strangersDoNotDelayAChangeOfPassword() {
    var ada = register("ada");
    var caller = auth.authenticate(ada.tokens().access());
    fillTheLine("ada");

    quickly(
        "192.0.2.1",
        () -> {
          auth.changePassword(caller, ada.user(), PASSWORD, NEW);
          return ada;
        });

    // A user with a new password gets in at once.
    assertThat(quickly("192.0.2.1", () -> auth.signIn("ada", NEW.value()))).isNotNull();
  }

  @Test
  void guessesAtManyAccountsFromOneAddressAreLimited() {
    register("ada");
    for (int i = 0; i < 99; i++) {
      var login = "user-" + i;
      refusal(() -> at("192.0.2.1", () -> auth.signIn(login, "wrong")));
      // Successes do not count.
      assertThat(quickly("192.0.2." + (i + 2), () -> auth.signIn("ada", PASSWORD))).isNotNull();
    }
    assertThat(quickly("192.0.2.1", () -> auth.signIn("ada", PASSWORD))).isNotNull();
    refusal(() -> at("192.0.2.1", () -> auth.signIn("the-last", "wrong")));

    assertThatThrownBy(() -> quickly("192.0.2.1", () -> auth.signIn("nobody", "wrong")))
        .isInstanceOf(CallEnded.class);
    refusal(() -> quickly("192.0.2.200", () -> auth.signIn("nobody", "wrong")));
    // The owner is known there by now.
    assertThat(quickly("192.0.2.1", () -> auth.signIn("ada", PASSWORD))).isNotNull();
  }

  @Test
  void registrationsFromOneAddressAreLimited() {
    for (int i = 0; i < 50; i++) {
      var name = "user-" + (i / 2);
      var email = i % 2 == 0;
      if (email) {
        assertThat(quickly("192.0.2.1", () -> register(name))).isNotNull();
      } else {
        assertThatThrownBy(() -> quickly("192.0.2.1", () -> register(name)))
            .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);
      }
    }

    assertThatThrownBy(() -> quickly("192.0.2.1", () -> register("user-1")))
        .isInstanceOf(CallEnded.class);
    for (int i = 0; i < 3; i++) {
      assertThatThrownBy(() -> quickly("192.0.2.1", () -> register("user-1")))
          .isInstanceOf(CallEnded.class);
    }
    assertThat(overload("192.0.2.1", () -> register("user-1")).retryAfter())
        .isEqualTo(Duration.ofMillis(7750));
    assertThat(quickly("192.0.2.2", () -> register("another"))).isNotNull();
    assertThat(quickly(Call.LOCAL, () -> register("local"))).isNotNull();
  }

  /** Guesses, each from an address of its own, until no more are let into the line. */
  private void fillTheLine(String login) {
    for (int i = 0; i < 5; i++) {
      var origin = "198.51.100." + i;
      refusal(() -> at(origin, () -> auth.signIn(login, "wrong")));
    }
    for (int i = 5; i < 9; i++) {
      var origin = "198.51.100." + i;
      assertThatThrownBy(() -> quickly(origin, () -> auth.signIn(login, "wrong")))
          .isInstanceOf(CallEnded.class);
    }
  }

  private static SignedIn at(String origin, Supplier<SignedIn> work) {
    return new Call("call", origin).during(work);
  }

  /** Works in a call that has ended, and so cannot wait. */
  private static SignedIn quickly(String origin, Supplier<SignedIn> work) {
    var call = new Call("quick", origin);
    call.end(CallEnded.deadlinePassed());
    return call.during(work);
  }

  private static Overloaded overload(String origin, Supplier<SignedIn> work) {
    var thrown = org.assertj.core.api.Assertions.catchThrowable(() -> at(origin, work));
    assertThat(thrown).isInstanceOf(Overloaded.class);
    return (Overloaded) thrown;
  }

  @Test
  void rehashesWhenParametersHaveChanged() {
    var ada = register("ada").user();
    fixture.hasher().strengthen();

    auth.signIn("ada", PASSWORD);

    assertThat(fixture.ports().credentials().find(ada)).contains(new PasswordHash("2:" + PASSWORD));
  }

  @Test
  void refreshes() {
    var first = register("ada");
    fixture.pass(Duration.ofMinutes(20));
    assertThatThrownBy(() -> auth.authenticate(first.tokens().access()))
        .isInstanceOf(Unauthenticated.class);

    var second = auth.refresh(first.tokens().refresh());

    assertThat(second.user()).isEqualTo(first.user());
    assertThat(auth.authenticate(second.tokens().access()).user()).isEqualTo(first.user());
    assertThat(auth.refresh(second.tokens().refresh()).user()).isEqualTo(first.user());
  }

  @Test
  void endsTheSessionWhenARefreshTokenComesTwice() {
    var first = register("ada");
    var second = auth.refresh(first.tokens().refresh());

    assertThat(refusal(() -> auth.refresh(first.tokens().refresh())).reason())
        .isEqualTo(Reason.REFRESH_TOKEN_REUSED);

    assertThat(refusal(() -> auth.authenticate(second.tokens().access())).reason())
        .isEqualTo(Reason.INVALID_ACCESS_TOKEN);
    assertThat(refusal(() -> auth.refresh(second.tokens().refresh())).reason())
        .isEqualTo(Reason.INVALID_REFRESH_TOKEN);
  }

  @Test
  void refusesRefreshTokensThatAreNotGood() {
    var ada = register("ada");

    assertThat(refusal(() -> auth.refresh(Token.random())).reason())
        .isEqualTo(Reason.INVALID_REFRESH_TOKEN);
    assertThat(refusal(() -> auth.refresh(ada.tokens().access())).reason())
        .isEqualTo(Reason.INVALID_REFRESH_TOKEN);
    fixture.pass(Session.REFRESH_LIFETIME);
    assertThat(refusal(() -> auth.refresh(ada.tokens().refresh())).reason())
        .isEqualTo(Reason.INVALID_REFRESH_TOKEN);
  }

  @Test
  void signsOut() {
    var here = register("ada");
    var there = auth.signIn("ada", PASSWORD);

    auth.signOut(auth.authenticate(here.tokens().access()));

    refusal(() -> auth.authenticate(here.tokens().access()));
    refusal(() -> auth.refresh(here.tokens().refresh()));
    assertThat(auth.authenticate(there.tokens().access()).user()).isEqualTo(here.user());
  }

  @Test
  void changesThePasswordAndEndsOtherSessions() {
    var here = register("ada");
    var there = auth.signIn("ada", PASSWORD);
    var caller = auth.authenticate(here.tokens().access());

    assertThat(invalid(() -> auth.changePassword(caller, here.user(), "wrong", NEW)).reason())
        .isEqualTo(Reason.WRONG_PASSWORD);
    assertThat(invalid(() -> auth.changePassword(caller, here.user(), null, NEW)))
        .hasMessage("current_password: is required");
    auth.changePassword(caller, here.user(), PASSWORD, new Password("new password"));

    refusal(() -> auth.signIn("ada", PASSWORD));
    assertThat(auth.signIn("ada", "new password").user()).isEqualTo(here.user());
    assertThat(auth.authenticate(here.tokens().access())).isEqualTo(caller);
    refusal(() -> auth.authenticate(there.tokens().access()));
  }

  @Test
  void administratorsSetPasswordsOfOthers() {
    var ada = register("ada").user();
    var boss = register("boss");
    var admin = new Caller(boss.user(), Set.of(Role.ADMIN), null);

    auth.changePassword(admin, ada, null, new Password("from the boss"));

    assertThat(auth.signIn("ada", "from the boss").user()).isEqualTo(ada);
    assertThat(invalid(() -> auth.changePassword(admin, boss.user(), null, NEW)))
        .hasMessage("current_password: is required");
  }

  private SignedIn register(String username) {
    return auth.register(newUser(username), new Password(PASSWORD));
  }

  private static NewUser newUser(String username) {
    return new NewUser(new Username(username), new Email(username + "@example.org"), "", "", null);
  }

  private static InvalidRequest invalid(ThrowingCallable call) {
    return org.assertj.core.api.Assertions.catchThrowableOfType(InvalidRequest.class, call);
  }

  private static Unauthenticated refusal(ThrowingCallable call) {
    var thrown = org.assertj.core.api.Assertions.catchThrowable(call);
    assertThat(thrown).isInstanceOf(Unauthenticated.class);
    return (Unauthenticated) thrown;
  }
}
