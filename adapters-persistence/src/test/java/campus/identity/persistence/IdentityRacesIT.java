package campus.identity.persistence;

import static campus.identity.application.testing.TestUsers.NOW;
import static campus.identity.application.testing.TestUsers.aProfileOf;
import static campus.identity.application.testing.TestUsers.aUser;
import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.application.ApiTokenUseCases.IssueToken;
import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.application.IdentityUseCases;
import campus.identity.application.SignInAttempts.Limit;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.application.UserUseCases.UpdateUser;
import campus.identity.application.testing.IdentityFixture;
import campus.identity.application.testing.IdentityPorts;
import campus.identity.domain.ApiToken;
import campus.identity.domain.CardNumber;
import campus.identity.domain.Email;
import campus.identity.domain.Password;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.StaleEtag;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import campus.shared.persistence.testing.TestPersistence;
import campus.shared.persistence.testing.Together;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** What guards each rule of identity when two or more come at once, on real PostgreSQL. */
@ParameterizedClass
@EnumSource(Engine.class)
class IdentityRacesIT {

  private static final int RACERS = 8;
  private static final Password PASSWORD = new Password("correct horse");

  private final Engine engine;
  private final IdentityPorts ports;
  private final IdentityUseCases useCases;

  IdentityRacesIT(Engine engine) {
    this.engine = engine;
    ports = JdbcIdentityPorts.empty(engine);
    useCases = new IdentityFixture(ports).useCases();
  }

  @Test
  void oneOfManyGetsAUsernameInWhateverCase() {
    var outcomes =
        race(i ->
            useCases
                .users()
                .create(newUser(i % 2 == 0 ? "ada" : "ADA", "u" + i + "@example.org"), null));

    assertThat(outcomes.successes()).isEqualTo(1);
    assertThat(outcomes.reasons()).hasSize(RACERS - 1).isSubsetOf(Reason.USERNAME_TAKEN);
  }

  @Test
  void oneOfManyGetsAUsernameThatLooksLikeTheOthers() {
    var outcomes =
        race(i -> {
          var name = new Username("ada" + i, "ada");
          return useCases
              .users()
              .create(new NewUser(name, new Email("u" + i + "@example.org"), "", "", null), null);
        });

    assertThat(outcomes.successes()).isEqualTo(1);
    assertThat(outcomes.reasons()).hasSize(RACERS - 1).isSubsetOf(Reason.USERNAME_TAKEN);
  }

  @Test
  void oneAdminIsLeftWhenAllLoseTheRoleAtOnce() {
    var admins = new ArrayList<UserId>();
    for (int i = 0; i < RACERS; i++) {
      admins.add(useCases.users().create(newUser("admin" + i, i + "@example.org"), null));
      useCases.users().grant(admins.getLast(), Role.ADMIN);
    }

    var outcomes =
        race(i -> {
          if (i % 2 == 0) {
            useCases.users().revoke(admins.get(i), Role.ADMIN);
          } else {
            useCases.users().delete(admins.get(i), null);
          }
          return i;
        });

    assertThat(outcomes.reasons()).containsExactly(Reason.LAST_ADMIN);
    assertThat(
            JdbcIdentityPorts.number(
                engine, "SELECT count(*) FROM users WHERE 'ADMIN' = ANY (roles)"))
        .isEqualTo(1);
  }

  @Test
  void oneOfManyIssuesTheLastApiToken() {
    var ada = useCases.users().create(newUser("ada", "ada@example.org"), null);
    for (int i = 1; i < ApiToken.MAX_OF_USER; i++) {
      var _ = useCases.apiTokens().issue(new IssueToken(ada, "t", Set.of(), null));
    }

    var outcomes = race(_ -> useCases.apiTokens().issue(new IssueToken(ada, "t", Set.of(), null)));

    assertThat(outcomes.successes()).isEqualTo(1);
    assertThat(outcomes.reasons()).hasSize(RACERS - 1).isSubsetOf(Reason.TOO_MANY_API_TOKENS);
  }

  @Test
  void noApiTokenOutlivesItsUser() {
    var ada = useCases.users().create(newUser("ada", "ada@example.org"), null);

    var outcomes =
        race(i -> {
          if (i == RACERS / 2) {
            useCases.users().delete(ada, null);
          } else {
            var _ = useCases.apiTokens().issue(new IssueToken(ada, "t", Set.of(), null));
          }
          return i;
        });

    assertThat(outcomes.reasons()).isSubsetOf(Reason.RESOURCE_NOT_FOUND);
    assertThat(JdbcIdentityPorts.number(engine, "SELECT count(*) FROM users")).isZero();
    assertThat(JdbcIdentityPorts.number(engine, "SELECT count(*) FROM api_tokens")).isZero();
  }

  @Test
  void oneOfManyIssuesACard() {
    var ada = useCases.users().create(newUser("ada", "ada@example.org"), null);

    var outcomes =
        race(i -> {
          useCases.identityCards().issue(ada, new CardNumber("C-" + i));
          return i;
        });

    assertThat(outcomes.successes()).isEqualTo(1);
    assertThat(outcomes.reasons()).hasSize(RACERS - 1).isSubsetOf(Reason.CARD_ALREADY_ISSUED);
  }

  @Test
  void oneOfManyGetsACardNumber() {
    var users = new ArrayList<UserId>();
    for (int i = 0; i < RACERS; i++) {
      users.add(useCases.users().create(newUser("user" + i, i + "@example.org"), null));
    }

    var outcomes =
        race(i -> {
          useCases.identityCards().issue(users.get(i), new CardNumber("C-1"));
          return i;
        });

    assertThat(outcomes.successes()).isEqualTo(1);
    assertThat(outcomes.reasons()).hasSize(RACERS - 1).isSubsetOf(Reason.CARD_NUMBER_TAKEN);
  }

  @Test
  void oneOfManyEditorsKeepsTheEtag() {
    var ada = useCases.users().create(newUser("ada", "ada@example.org"), null);
    var etag = ports.transactions().write(() -> ports.users().lock(ada)).etag();

    var outcomes =
        race(i -> {
          useCases.users().update(new UpdateUser(ada, new Username("ada" + i), null, etag));
          return i;
        });

    assertThat(outcomes.successes()).isEqualTo(1);
    assertThat(outcomes.errors()).hasSize(RACERS - 1).hasOnlyElementsOfType(StaleEtag.class);
  }

  @Test
  void aRefreshTokenBuysOnePairAndTheSecondUseEndsTheSession() {
    var signedIn =
        useCases.auth().register(newUser("ada", "ada@example.org"), new Password("correct horse"));

    var outcomes = race(i -> useCases.auth().refresh(signedIn.tokens().refresh()));

    assertThat(outcomes.successes()).isEqualTo(1);
    assertThat(outcomes.errors())
        .map(error -> ((Unauthenticated) error).reason())
        .containsOnlyOnce(Reason.REFRESH_TOKEN_REUSED)
        .contains(Reason.INVALID_REFRESH_TOKEN);
    assertThat(ports.sessions().findCaller(signedIn.tokens().access(), NOW)).isEmpty();
  }

  @Test
  void oneOfManyUsesAResetToken() {
    var ada = useCases.auth().register(newUser("ada", "ada@example.org"), PASSWORD).user();
    var token = useCases.passwordResets().issue(ada).token();

    var outcomes =
        race(i -> {
          useCases.passwordResets().reset(token, new Password("password " + i));
          return i;
        });

    assertThat(outcomes.successes()).isEqualTo(1);
    assertThat(outcomes.reasons()).hasSize(RACERS - 1).isSubsetOf(Reason.INVALID_RESET_TOKEN);
    var password = "password " + outcomes.results().getFirst();
    assertThat(useCases.auth().signIn("ada", password).user()).isEqualTo(ada);
  }

  @Test
  void noSessionIsOpenedWithAPasswordThatIsJustReset() {
    for (int i = 0; i < 10; i++) {
      var name = "user" + i;
      var user = useCases.auth().register(newUser(name, name + "@example.org"), PASSWORD).user();
      var token = useCases.passwordResets().issue(user).token();

      var outcomes =
          Race.of(
              () -> useCases.passwordResets().reset(token, new Password("another horse")),
              () -> {
                var _ = useCases.auth().signIn(name, PASSWORD.value());
              });

      assertThat(outcomes.results()).contains(0);
      assertThat(outcomes.reasons()).isSubsetOf(Reason.WRONG_CREDENTIALS);
    }
    assertThat(JdbcIdentityPorts.number(engine, "SELECT count(*) FROM sessions")).isZero();
  }

  @Test
  void aRevokedSessionIsNotRefreshedAtTheSameMoment() {
    for (int i = 0; i < 10; i++) {
      var signedIn =
          useCases.auth().register(newUser("user" + i, "u" + i + "@example.org"), PASSWORD);
      var caller = ports.sessions().findCaller(signedIn.tokens().access(), NOW).orElseThrow();
      var session = Objects.requireNonNull(caller.session());

      var outcomes =
          Race.of(
              () -> useCases.sessions().revoke(signedIn.user(), session),
              () -> {
                var _ = useCases.auth().refresh(signedIn.tokens().refresh());
              });

      assertThat(outcomes.results()).contains(0);
      assertThat(outcomes.reasons()).isSubsetOf(Reason.INVALID_REFRESH_TOKEN);
    }
    assertThat(JdbcIdentityPorts.number(engine, "SELECT count(*) FROM session_tokens")).isZero();
  }

  @Test
  void eachOfManyTokensAtOnceStandsForItsOwnCaller() {
    var asked = new ArrayList<Token>();
    var expected = new ArrayList<Optional<Caller>>();
    for (int i = 0; i < 30; i++) {
      var user = aUser("user" + i);
      var session = Session.open(UUID.randomUUID(), user.id(), "tests", NOW);
      // The access of every third has expired.
      var expires = i % 3 == 0 ? NOW : NOW.plusSeconds(60);
      var tokens = new Tokens(Token.random(), Token.random(), expires, NOW.plusSeconds(600));
      ports
          .transactions()
          .write(() -> {
            ports.add(user, aProfileOf(user));
            ports.sessions().open(session, tokens);
          });
      asked.addAll(List.of(tokens.access(), tokens.refresh(), Token.random(), tokens.access()));
      var caller = new Caller(user.id(), Set.of(Role.MEMBER), session.id());
      var known = i % 3 == 0 ? Optional.<Caller>empty() : Optional.of(caller);
      expected.addAll(List.of(known, Optional.empty(), Optional.empty(), known));
    }
    var calls = asked.stream().map(_ -> new Call("c")).toList();
    var asks = new ArrayList<Supplier<Optional<Caller>>>();
    for (int i = 0; i < asked.size(); i++) {
      var token = asked.get(i);
      var call = calls.get(i);
      asks.add(() -> call.during(() -> ports.sessions().findCaller(token, NOW)));
    }

    var found = Together.ask(TestPersistence.shared(engine), "session_tokens", asks);

    assertThat(found).isEqualTo(expected);
    // Two ran at once and alone, the others in statements of a hundred at most.
    assertThat(calls.stream().map(Call::databaseTime).distinct().count()).isLessThan(6);
  }

  @Test
  void attemptsAtOnceStandInOneLine() {
    var limit = new Limit("account 7", 3, Duration.ofSeconds(1));

    var outcomes =
        race(i ->
            ports
                .transactions()
                .write(() ->
                    Duration.between(NOW, ports.attempts().reserve(List.of(limit), NOW))
                        .toMillis()));

    assertThat(outcomes.results())
        .containsExactlyInAnyOrder(0L, 0L, 0L, 250L, 750L, 1750L, 2750L, 3750L);
  }

  @Test
  void guessesAtOnceAreLimitedInWhateverSpellingAndDoNotDelayTheOwner() {
    var fixture = new IdentityFixture(ports);
    var auth = fixture.useCases().auth();
    var ada = auth.register(newUser("ada", "ada@example.org"), PASSWORD).user();
    var home = new Call("home", "192.0.2.1");
    assertThat(home.<UserId>during(() -> auth.signIn("ada", PASSWORD.value()).user()))
        .isEqualTo(ada);
    var spellings =
        List.of("ada", "ADA", "Ada", "ada@example.org", "ADA@example.org", "ada@EXAMPLE.ORG");

    var outcomes =
        Race.of(
            50,
            i -> {
              var call = new Call("guess", "198.51.100." + i);
              return call.during(() -> auth.signIn(spellings.get(i % 6), "wrong"));
            });

    // The clock stands still: five at once, and those that start within four seconds.
    assertThat(outcomes.errors())
        .hasSize(50)
        .hasOnlyElementsOfTypes(Unauthenticated.class, Overloaded.class);
    assertThat(outcomes.errors()).filteredOn(Unauthenticated.class::isInstance).hasSize(9);
    assertThat(fixture.hasher().verifications()).isEqualTo(10);
    // Their line is still full.
    assertThat(home.<UserId>during(() -> auth.signIn("ada", PASSWORD.value()).user()))
        .isEqualTo(ada);
  }

  @Test
  void signInsOfOneAddressDoNotDeadlock() {
    var auth = useCases.auth();
    IntStream.range(0, 8)
        .forEach(i -> auth.register(newUser("user-" + i, "u" + i + "@example.org"), PASSWORD));

    var outcomes =
        race(i -> {
          for (int j = 0; j < 20; j++) {
            var call = new Call("c", "192.0.2." + j);
            var _ = call.during(() -> auth.signIn("user-" + i, PASSWORD.value()));
          }
          return i;
        });

    assertThat(outcomes.results()).containsExactlyInAnyOrder(0, 1, 2, 3, 4, 5, 6, 7);
    assertThat(
            JdbcIdentityPorts.number(
                engine, "SELECT count(*) FROM sign_in_attempts WHERE failures <> -100"))
        .isZero();
    assertThat(JdbcIdentityPorts.number(engine, "SELECT count(*) FROM sign_in_origins"))
        .isEqualTo(160);
  }

  @Test
  void registrationsLeaveNoUserWithoutProfile() {
    race(i -> {
      var user = aUser(i < 4 ? "same" : "User" + i);
      ports.transactions().write(() -> ports.add(user, aProfileOf(user)));
      return user.username().value().toLowerCase(Locale.ROOT);
    });

    assertThat(
            JdbcIdentityPorts.number(
                engine,
                "SELECT count(*) FROM users u FULL JOIN profiles p ON p.user_id = u.id"
                    + " WHERE u.id IS NULL OR p.user_id IS NULL"))
        .isZero();
    assertThat(JdbcIdentityPorts.number(engine, "SELECT count(*) FROM users")).isEqualTo(5);
  }

  private static NewUser newUser(String username, String email) {
    return new NewUser(new Username(username), new Email(email), "", "", null);
  }

  private static <T> Race<T> race(Race.Racer<T> racer) {
    return Race.of(RACERS, racer);
  }
}
