package campus.identity.application.testing;

import static campus.identity.application.testing.TestUsers.NOW;
import static campus.identity.application.testing.TestUsers.aProfileOf;
import static campus.identity.application.testing.TestUsers.aUser;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.application.Credentials.Login;
import campus.identity.application.Sessions.Refresh;
import campus.identity.application.SignInAttempts;
import campus.identity.application.SignInAttempts.Limit;
import campus.identity.domain.ApiToken;
import campus.identity.domain.CardNumber;
import campus.identity.domain.Email;
import campus.identity.domain.IdentityCard;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Profile;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every implementation of identity's driven ports keeps, one suite per port. */
public abstract class IdentityContract {

  private IdentityPorts ports = InMemoryIdentity.create();

  /** The ports, with nothing in them. */
  protected abstract IdentityPorts emptyPorts();

  @BeforeEach
  void begin() {
    ports = emptyPorts();
  }

  private User add(String username) {
    var user = aUser(username);
    ports.transactions().write(() -> ports.add(user, aProfileOf(user)));
    return user;
  }

  private User stored(UserId id) {
    return ports.transactions().write(() -> ports.users().lock(id));
  }

  @Nested
  class UsersContract {

    @Test
    void keepsWhatWasAdded() {
      var ada = add("Ada");

      assertThat(stored(ada.id())).isEqualTo(ada);
      assertThat(ports.transactions().write(() -> ports.profiles().lock(Profile.id(ada.id()))))
          .isEqualTo(aProfileOf(ada));
    }

    @Test
    void findsByUsernameInAnyCase() {
      var ada = add("Ada");

      assertThat(ports.users().find(new Username("aDA"))).contains(ada);
      assertThat(ports.users().find(new Username("bob"))).isEmpty();
    }

    @Test
    void locksThoseWhoAreAdminInTheOrderOfTheirIds() {
      add("bob");
      var admins =
          IntStream.range(0, 5).mapToObj(i -> add("admin" + i).grant(Role.ADMIN, NOW)).toList();
      ports.transactions().write(() -> ports.users().updateAll(admins));

      assertThat(ports.transactions().write(() -> ports.users().lockAdmins()))
          .containsExactlyElementsOf(
              admins.stream().map(User::id).sorted(Comparator.comparing(UserId::toName)).toList());
      var first = admins.getFirst();
      assertThat(
              ports
                  .transactions()
                  .write(() ->
                      ports
                          .users()
                          .lockToDelete(List.of(first.id(), new UserId(UUID.randomUUID())))))
          .containsExactly(first);
    }

    @Test
    void refusesUsernamesThatDifferInCaseOnly() {
      add("Ada");
      var other = aUser("aDa").rename(new Username("aDa"), new Email("other@example.org"), NOW);

      assertThatThrownBy(
              () -> ports.transactions().write(() -> ports.add(other, aProfileOf(other))))
          .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);
    }

    private User named(User user, String username, @Nullable String skeleton) {
      return user.rename(new Username(username, skeleton), user.email(), NOW);
    }

    @Test
    void refusesUsernamesThatLookAlike() {
      var first = named(aUser("paypal"), "paypal.", "paypal.");
      var second = named(aUser("other"), "paypa1.", "paypal.");
      ports.transactions().write(() -> ports.add(first, aProfileOf(first)));

      assertThatThrownBy(
              () -> ports.transactions().write(() -> ports.add(second, aProfileOf(second))))
          .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN)
          .hasMessageContaining("looks like");
      // Those from before that rule stay, and more than one.
      var old = named(aUser("old"), "paypaI.", null);
      var older = named(aUser("older"), "PAYPAI-", null);
      ports
          .transactions()
          .write(() -> {
            ports.add(old, aProfileOf(old));
            ports.add(older, aProfileOf(older));
          });
      assertThat(stored(first.id())).isEqualTo(first);
      assertThat(stored(old.id())).isEqualTo(old);
    }

    @Test
    void findsUsernamesOfOtherScriptsInAnyCase() {
      var jeanne = add("Жанна");

      assertThat(ports.users().find(new Username("жАННА"))).contains(jeanne);
      assertThat(ports.credentials().findByLogin("ЖАННА", "192.0.2.1", NOW)).isPresent();
      assertThatThrownBy(() -> add("ЖАННА"))
          .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);
    }

    @Test
    void refusesAddressesThatDifferInCaseOnly() {
      add("ada");
      var other = aUser("bob").rename(new Username("bob"), new Email("ADA@example.org"), NOW);

      assertThatThrownBy(
              () -> ports.transactions().write(() -> ports.add(other, aProfileOf(other))))
          .hasFieldOrPropertyWithValue("reason", Reason.EMAIL_TAKEN);
    }

    @Test
    void aRefusedUserLeavesNoProfile() {
      add("ada");
      var other = aUser("ADA");

      assertThatThrownBy(
              () -> ports.transactions().write(() -> ports.add(other, aProfileOf(other))))
          .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);

      assertThatThrownBy(
              () -> ports.transactions().write(() -> ports.profiles().lock(Profile.id(other.id()))))
          .isInstanceOf(NotFound.class);
    }

    @Test
    void updates() {
      var ada = add("ada");
      var renamed =
          ada.rename(new Username("Lovelace"), new Email("l@example.org"), NOW.plusSeconds(1))
              .grant(Role.HR, NOW.plusSeconds(2));
      var rewritten = aProfileOf(ada).rewrite("Ada Lovelace", "", null, NOW.plusSeconds(3));

      ports
          .transactions()
          .write(() -> {
            ports.users().update(renamed);
            ports.profiles().update(rewritten);
          });

      assertThat(stored(ada.id())).isEqualTo(renamed);
      assertThat(ports.transactions().write(() -> ports.profiles().lock(Profile.id(ada.id()))))
          .isEqualTo(rewritten);
    }

    @Test
    void refusesToUpdateToATakenName() {
      add("ada");
      var bob = add("bob");

      assertThatThrownBy(() ->
              ports
                  .transactions()
                  .write(() ->
                      ports.users().update(bob.rename(new Username("ADA"), bob.email(), NOW))))
          .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);
      assertThat(stored(bob.id())).isEqualTo(bob);
    }

    @Test
    void deletesAllThatHangsOnAUser() {
      var ada = add("ada");
      var tokens = tokens(NOW);
      ports
          .transactions()
          .write(() -> {
            ports.credentials().put(ada.id(), new PasswordHash("h"));
            ports.cards().put(cardOf(ada.id(), "C-1"));
            ports.sessions().open(Session.open(UUID.randomUUID(), ada.id(), "tests", NOW), tokens);
          });

      ports.transactions().write(() -> ports.users().deleteAll(List.of(ada.id())));

      assertThatThrownBy(() -> stored(ada.id()))
          .isInstanceOf(NotFound.class)
          .hasMessageContaining(ada.id().toName());
      assertThat(ports.credentials().find(ada.id())).isEmpty();
      assertThat(ports.transactions().write(() -> ports.cards().lock(ada.id()))).isEmpty();
      assertThat(ports.sessions().findCaller(tokens.access(), NOW)).isEmpty();
    }

    @Test
    void addsUpdatesAndDeletesManyAtOnce() {
      var made = IntStream.range(0, 50).mapToObj(i -> aUser("user" + i)).toList();
      var ids = made.stream().map(User::id).toList();
      addAll(made.toArray(User[]::new));

      var locked = ports.transactions().write(() -> ports.users().lockAll(ids));
      assertThat(locked).containsExactlyInAnyOrderElementsOf(made);
      assertThat(locked).isSortedAccordingTo(Comparator.comparing(user -> user.id().toName()));
      assertThat(ports.transactions().write(() -> ports.profiles().lock(Profile.id(ids.getLast()))))
          .isEqualTo(aProfileOf(made.getLast()));

      var renamed =
          made.stream()
              .map(user ->
                  user.rename(new Username("x" + user.username().value()), user.email(), NOW))
              .toList();
      ports.transactions().write(() -> ports.users().updateAll(renamed));
      assertThat(ports.transactions().write(() -> ports.users().lockAll(ids)))
          .containsExactlyInAnyOrderElementsOf(renamed);

      ports.transactions().write(() -> ports.users().deleteAll(ids.subList(0, 49)));
      assertThat(ports.transactions().write(() -> ports.users().lockAll(ids)))
          .containsExactly(renamed.getLast());
    }

    @Test
    void acceptsEmptyBatches() {
      ports
          .transactions()
          .write(() -> {
            ports.users().addAll(List.of());
            ports.users().updateAll(List.of());
            ports.users().deleteAll(List.of());
            ports.credentials().putAll(Map.of());
            assertThat(ports.users().lockAll(List.of())).isEmpty();
          });
    }

    @Test
    void saysWhatIsTakenOfMany() {
      add("ada");
      var bob = aUser("bob");
      var late = aUser("ADA");

      assertThatThrownBy(() -> addAll(bob, late))
          .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);
      assertThatThrownBy(
              () -> addAll(bob, aUser("carl").rename(new Username("carl"), bob.email(), NOW)))
          .hasFieldOrPropertyWithValue("reason", Reason.EMAIL_TAKEN);
      assertThatThrownBy(() ->
              ports
                  .transactions()
                  .write(() -> {
                    ports.add(bob, aProfileOf(bob));
                    ports
                        .users()
                        .updateAll(List.of(bob.rename(new Username("aDa"), bob.email(), NOW)));
                  }))
          .hasFieldOrPropertyWithValue("reason", Reason.USERNAME_TAKEN);
    }

    private void addAll(User... users) {
      ports
          .transactions()
          .write(() -> {
            ports.users().addAll(List.of(users));
            ports.profiles().addAll(Stream.of(users).map(TestUsers::aProfileOf).toList());
          });
    }

    @Test
    void makesNoUserTwice() {
      var ada = add("ada");
      var again = ada.rename(new Username("bob"), new Email("bob@example.org"), NOW);

      assertThatThrownBy(() -> addAll(again)).isInstanceOf(Conflict.class);
    }

    @Test
    void keepsTextAsItIs() {
      var user = aUser("quote");
      var odd = aProfileOf(user).rewrite("O'Brien % _ \\ \"x\" 🦉", "ﬁ\u200bé\n", null, NOW);
      ports.transactions().write(() -> ports.add(user, odd));

      assertThat(ports.transactions().write(() -> ports.profiles().lock(Profile.id(user.id()))))
          .isEqualTo(odd);
    }
  }

  @Nested
  class IdentityCardsContract {

    @Test
    void keepsOneCardForAUser() {
      var ada = add("ada");
      var first = cardOf(ada.id(), "C-1").revoke(NOW.plusSeconds(1));
      var second = cardOf(ada.id(), "C-2");

      ports.transactions().write(() -> ports.cards().put(first));
      assertThat(ports.transactions().write(() -> ports.cards().lock(ada.id()))).contains(first);
      ports.transactions().write(() -> ports.cards().put(second));
      assertThat(ports.transactions().write(() -> ports.cards().lock(ada.id()))).contains(second);
    }

    @Test
    void refusesNumbersThatDifferInCaseOnly() {
      var ada = add("ada");
      var bob = add("bob");
      ports.transactions().write(() -> ports.cards().put(cardOf(ada.id(), "c-1")));

      assertThatThrownBy(
              () -> ports.transactions().write(() -> ports.cards().put(cardOf(bob.id(), "C-1"))))
          .hasFieldOrPropertyWithValue("reason", Reason.CARD_NUMBER_TAKEN);
    }
  }

  @Nested
  class CredentialsContract {

    @Test
    void findsByUsernameAndAddressInAnyCase() {
      var ada = add("Ada");
      ports.credentials().put(ada.id(), new PasswordHash("h"));
      var login = new Login(ada.id(), new PasswordHash("h"), false);

      assertThat(find("aDa")).contains(login);
      assertThat(find("ada@EXAMPLE.org")).contains(login);
      assertThat(find("ad")).isEmpty();
      assertThat(find("a%")).isEmpty();
    }

    @Test
    void knowsUsersWithoutAPassword() {
      var ada = add("ada");

      assertThat(find("ada")).contains(new Login(ada.id(), null, false));
      assertThat(ports.credentials().find(ada.id())).isEmpty();
    }

    @Test
    void knowsWhereUsersHaveSignedIn() {
      var ada = add("ada");
      var bob = add("bob");
      var limits = List.of(new Limit("account ada", 5, Duration.ofSeconds(4)));
      ports
          .transactions()
          .write(() -> ports.attempts().succeed(limits, ada.id(), "192.0.2.1", NOW));

      assertThat(known("ada", "192.0.2.1", NOW.minusMillis(1))).isTrue();
      assertThat(known("ada", "192.0.2.1", NOW)).isFalse();
      assertThat(known("ada", "192.0.2.2", NOW.minusMillis(1))).isFalse();
      assertThat(known(bob.username().value(), "192.0.2.1", NOW.minusMillis(1))).isFalse();
    }

    private boolean known(String login, String origin, Instant since) {
      return ports
          .credentials()
          .findByLogin(login, origin, since)
          .map(Login::atKnownOrigin)
          .orElseThrow();
    }

    private Optional<Login> find(String login) {
      return ports.credentials().findByLogin(login, "192.0.2.1", NOW);
    }

    @Test
    void keepsManyHashesAtOnce() {
      var ada = add("ada");
      var bob = add("bob");
      ports.credentials().put(ada.id(), new PasswordHash("1"));

      ports
          .credentials()
          .putAll(Map.of(ada.id(), new PasswordHash("2"), bob.id(), new PasswordHash("3")));

      assertThat(ports.credentials().find(ada.id())).contains(new PasswordHash("2"));
      assertThat(ports.credentials().find(bob.id())).contains(new PasswordHash("3"));
    }

    @Test
    void keepsTheLastHash() {
      var ada = add("ada");
      ports.credentials().put(ada.id(), new PasswordHash("1"));
      ports.credentials().put(ada.id(), new PasswordHash("2"));

      assertThat(ports.transactions().write(() -> ports.credentials().lock(ada.id())))
          .contains(new PasswordHash("2"));
    }
  }

  @Nested
  class PasswordResetsContract {

    private boolean take(Token token, Instant now) {
      return ports.transactions().write(() -> ports.resets().take(token, now));
    }

    @Test
    void takesATokenOnceUntilItExpires() {
      var ada = add("ada");
      var token = Token.random();
      var expired = Token.random();
      ports.resets().add(token, ada.id(), NOW.plusSeconds(60));
      ports.resets().add(expired, ada.id(), NOW);

      assertThat(ports.resets().find(token, NOW)).contains(ada.id());
      assertThat(ports.resets().find(expired, NOW)).isEmpty();
      assertThat(ports.resets().find(Token.random(), NOW)).isEmpty();
      assertThat(take(expired, NOW)).isFalse();
      assertThat(take(token, NOW.plusSeconds(60))).isFalse();
      assertThat(take(token, NOW)).isTrue();
      assertThat(take(token, NOW)).isFalse();
      assertThat(ports.resets().find(token, NOW)).isEmpty();
    }

    @Test
    void forgetsTheTokensOfOneUser() {
      var ada = add("ada");
      var bob = add("bob");
      var ofAda = Token.random();
      var ofBob = Token.random();
      ports.resets().add(ofAda, ada.id(), NOW.plusSeconds(60));
      ports.resets().add(ofBob, bob.id(), NOW.plusSeconds(60));

      ports.resets().deleteOf(ada.id());
      assertThat(ports.resets().find(ofAda, NOW)).isEmpty();
      ports.transactions().write(() -> ports.users().deleteAll(List.of(bob.id())));
      assertThat(ports.resets().find(ofBob, NOW)).isEmpty();
    }
  }

  @Nested
  class ApiTokensContract {

    private final Token secret = Token.randomForApi();

    private ApiToken issue(User user, Token secret, Role... roles) {
      var token = ApiToken.issue(UUID.randomUUID(), user, "billing", Set.of(roles), null, NOW);
      ports.transactions().write(() -> ports.apiTokens().add(token, secret));
      return token;
    }

    @Test
    void findsTheCallerWithTheRolesThatBothHave() {
      var ada = add("ada").grant(Role.HR, NOW);
      var token = issue(ada, secret, Role.HR);

      assertThat(ports.apiTokens().findCaller(secret, NOW))
          .contains(new Caller(ada.id(), Set.of(Role.MEMBER), null));
      ports.transactions().write(() -> ports.users().update(ada.grant(Role.CASHIER, NOW)));
      assertThat(ports.apiTokens().findCaller(secret, NOW))
          .contains(new Caller(ada.id(), Set.of(Role.MEMBER, Role.HR), null));
      assertThat(ports.apiTokens().findCaller(secret, token.expireTime())).isEmpty();
      assertThat(ports.apiTokens().findCaller(Token.randomForApi(), NOW)).isEmpty();
    }

    @Test
    void countsThoseThatAreValid() {
      var ada = add("ada");
      var token = issue(ada, secret);
      var _ = issue(ada, Token.randomForApi());
      var _ = issue(add("bob"), Token.randomForApi());

      assertThat(ports.apiTokens().count(ada.id(), NOW)).isEqualTo(2);
      assertThat(ports.apiTokens().count(ada.id(), token.expireTime())).isZero();
    }

    @Test
    void deletesOneOfItsUserOnly() {
      var ada = add("ada");
      var bob = add("bob");
      var token = issue(ada, secret);
      var other = Token.randomForApi();
      var _ = issue(ada, other);

      assertThat(delete(bob, token)).isFalse();
      assertThat(delete(ada, token)).isTrue();
      assertThat(delete(ada, token)).isFalse();
      assertThat(ports.apiTokens().findCaller(secret, NOW)).isEmpty();
      assertThat(ports.apiTokens().findCaller(other, NOW)).isPresent();
      ports.transactions().write(() -> ports.users().deleteAll(List.of(ada.id())));
      assertThat(ports.apiTokens().findCaller(other, NOW)).isEmpty();
    }

    private boolean delete(User user, ApiToken token) {
      return ports.transactions().write(() -> ports.apiTokens().delete(user.id(), token.id()));
    }
  }

  @Nested
  class SessionsContract {

    @Test
    void findsTheCallerWithTheirCurrentRoles() {
      var ada = add("ada");
      var session = Session.open(UUID.randomUUID(), ada.id(), "tests", NOW);
      var tokens = tokens(NOW);
      ports.transactions().write(() -> ports.sessions().open(session, tokens));

      assertThat(ports.sessions().findCaller(tokens.access(), NOW))
          .contains(new Caller(ada.id(), Set.of(Role.MEMBER), session.id()));

      ports.transactions().write(() -> ports.users().update(ada.grant(Role.ADMIN, NOW)));
      assertThat(ports.sessions().findCaller(tokens.access(), NOW))
          .contains(new Caller(ada.id(), Set.of(Role.MEMBER, Role.ADMIN), session.id()));
    }

    @Test
    void findsServicesByTheirUsernames() {
      var ada = add("ada");
      add("bob");

      assertThat(ports.sessions().findCaller(new Username("ADA")))
          .contains(new Caller(ada.id(), Set.of(Role.MEMBER), null));
      assertThat(ports.sessions().findCaller(new Username("eve"))).isEmpty();
      ports
          .transactions()
          .write(() -> {
            ports.users().update(ada.grant(Role.HR, NOW));
            assertThat(ports.sessions().findCaller(new Username("ada")).orElseThrow().roles())
                .containsExactlyInAnyOrder(Role.MEMBER, Role.HR);
          });
    }

    @Test
    void findsTheCallerAsTheTransactionLeftThem() {
      var ada = add("ada");
      var tokens = open(ada);

      ports
          .transactions()
          .write(() -> {
            ports.users().update(ada.grant(Role.HR, NOW));
            assertThat(ports.sessions().findCaller(tokens.access(), NOW).orElseThrow().roles())
                .containsExactlyInAnyOrder(Role.MEMBER, Role.HR);
            ports.sessions().endAll(ada.id(), null);
            assertThat(ports.sessions().findCaller(tokens.access(), NOW)).isEmpty();
          });
    }

    @Test
    void knowsNoOtherTokens() {
      var tokens = open(add("ada"));

      assertThat(ports.sessions().findCaller(Token.random(), NOW)).isEmpty();
      assertThat(ports.sessions().findCaller(tokens.refresh(), NOW)).isEmpty();
      assertThat(ports.sessions().findCaller(tokens.access(), tokens.accessExpireTime())).isEmpty();
      assertThat(lock(tokens.access())).isNull();
    }

    @Test
    void endsOneSessionOfItsUserOnly() {
      var ada = add("ada");
      var bob = add("bob");
      var session = Session.open(UUID.randomUUID(), ada.id(), "tests", NOW);
      var tokens = tokens(NOW);
      ports.transactions().write(() -> ports.sessions().open(session, tokens));
      var other = open(ada);

      assertThat(end(bob, session)).isFalse();
      assertThat(ports.sessions().findCaller(tokens.access(), NOW)).isPresent();
      assertThat(end(ada, session)).isTrue();
      assertThat(ports.sessions().findCaller(tokens.access(), NOW)).isEmpty();
      assertThat(end(ada, session)).isFalse();
      assertThat(ports.sessions().findCaller(other.access(), NOW)).isPresent();
    }

    private boolean end(User user, Session session) {
      return ports.transactions().write(() -> ports.sessions().end(user.id(), session.id()));
    }

    @Test
    void rotates() {
      var ada = add("ada");
      var session = Session.open(UUID.randomUUID(), ada.id(), "tests", NOW);
      var first = tokens(NOW);
      ports.transactions().write(() -> ports.sessions().open(session, first));
      var later = NOW.plusSeconds(60);
      var second = tokens(later);

      ports
          .transactions()
          .write(() -> ports.sessions().rotate(first.refresh(), session.refresh(later), second));

      assertThat(lock(first.refresh()))
          .isEqualTo(new Refresh(session.refresh(later), first.refreshExpireTime(), true));
      assertThat(lock(second.refresh()))
          .isEqualTo(new Refresh(session.refresh(later), second.refreshExpireTime(), false));
      assertThat(ports.sessions().findCaller(second.access(), later)).isPresent();
    }

    @Test
    void endsOneAndAllButOne() {
      var ada = add("ada");
      var keep = Session.open(UUID.randomUUID(), ada.id(), "tests", NOW);
      var kept = tokens(NOW);
      ports.transactions().write(() -> ports.sessions().open(keep, kept));
      var ended = open(ada);
      var others = open(add("bob"));

      ports.transactions().write(() -> ports.sessions().endAll(ada.id(), keep.id()));
      assertThat(ports.sessions().findCaller(kept.access(), NOW)).isPresent();
      assertThat(ports.sessions().findCaller(ended.access(), NOW)).isEmpty();
      assertThat(ports.sessions().findCaller(others.access(), NOW)).isPresent();

      ports.transactions().write(() -> ports.sessions().end(keep.id()));
      assertThat(ports.sessions().findCaller(kept.access(), NOW)).isEmpty();
      assertThat(lock(kept.refresh())).isNull();
    }

    private Tokens open(User user) {
      var tokens = tokens(NOW);
      ports
          .transactions()
          .write(() ->
              ports
                  .sessions()
                  .open(Session.open(UUID.randomUUID(), user.id(), "tests", NOW), tokens));
      return tokens;
    }

    private @Nullable Refresh lock(Token refreshToken) {
      return ports.transactions().write(() -> ports.sessions().lock(refreshToken)).orElse(null);
    }
  }

  @Nested
  class SignInAttemptsContract {

    private static final Limit ACCOUNT = new Limit("account 1", 2, Duration.ofSeconds(1));
    private static final Limit ADDRESS = new Limit("address 192.0.2.1", 3, Duration.ofMillis(250));

    @Test
    void startsSomeAtOnceAndOthersLaterAndLater() {
      assertThat(IntStream.range(0, 7).mapToObj(_ -> delay(NOW, ACCOUNT)).toList())
          .containsExactly(0L, 0L, 250L, 750L, 1750L, 2750L, 3750L);
      assertThat(delay(NOW, new Limit("account 2", 2, Duration.ofSeconds(1)))).isZero();
    }

    @Test
    void startsAtOnceWhatComesLateEnough() {
      for (int i = 0; i < 4; i++) {
        delay(NOW, ACCOUNT);
      }

      assertThat(delay(NOW.plusMillis(100), ACCOUNT)).isEqualTo(1650);
      assertThat(delay(NOW.plusSeconds(60), ACCOUNT)).isZero();
      assertThat(delay(NOW.plusSeconds(60), ACCOUNT)).isEqualTo(1000);
    }

    @Test
    void startsWhenEveryLimitAllows() {
      for (int i = 0; i < 3; i++) {
        delay(NOW, ADDRESS);
      }

      assertThat(delay(NOW, ACCOUNT, ADDRESS)).isEqualTo(250);
      assertThat(delay(NOW, ACCOUNT, ADDRESS)).isEqualTo(500);
      assertThat(delay(NOW, ACCOUNT)).isEqualTo(250);
    }

    @Test
    void forgetsAfterAWhile() {
      for (int i = 0; i < 4; i++) {
        delay(NOW, ACCOUNT);
      }
      var last = NOW.plusMillis(750);

      assertThat(delay(last.plus(SignInAttempts.MEMORY), ACCOUNT)).isZero();
      assertThat(delay(last.plus(SignInAttempts.MEMORY), ACCOUNT)).isEqualTo(1000);
      var later = last.plus(SignInAttempts.MEMORY.multipliedBy(2)).plusSeconds(2);
      assertThat(delay(later, ACCOUNT)).isZero();
      assertThat(delay(later, ACCOUNT)).isZero();
      assertThat(delay(later, ACCOUNT)).isEqualTo(250);
    }

    @Test
    void forgetsTheAccountAfterSuccessAndTakesTheAttemptBackFromTheAddress() {
      var ada = add("ada");
      for (int i = 0; i < 3; i++) {
        delay(NOW, ACCOUNT, ADDRESS);
      }

      ports
          .transactions()
          .write(() ->
              ports.attempts().succeed(List.of(ACCOUNT, ADDRESS), ada.id(), "192.0.2.1", NOW));

      assertThat(delay(NOW, ADDRESS)).isZero();
      assertThat(delay(NOW, ADDRESS)).isEqualTo(250);
      assertThat(delay(NOW, ACCOUNT)).isZero();
    }

    @Test
    void forgetsWhatItIsTold() {
      for (int i = 0; i < 3; i++) {
        delay(NOW, ACCOUNT, ADDRESS);
      }

      ports.transactions().write(() -> ports.attempts().forget(List.of(ACCOUNT.key(), "another")));

      assertThat(delay(NOW, ACCOUNT)).isZero();
      assertThat(delay(NOW, ADDRESS)).isEqualTo(250);
    }

    @Test
    void aReservationThatIsRolledBackDoesNotCount() {
      for (int i = 0; i < 5; i++) {
        assertThatThrownBy(() ->
                ports
                    .transactions()
                    .write(() -> {
                      var _ = ports.attempts().reserve(List.of(ACCOUNT), NOW);
                      throw new Conflict(Reason.CONFLICT, "refused");
                    }))
            .isInstanceOf(Conflict.class);
      }

      assertThat(delay(NOW, ACCOUNT)).isZero();
    }

    /** How many milliseconds after a time an attempt may start that comes then. */
    private long delay(Instant now, Limit... limits) {
      return ports
          .transactions()
          .write(() ->
              Duration.between(now, ports.attempts().reserve(List.of(limits), now)).toMillis());
    }
  }

  private static IdentityCard cardOf(UserId user, String number) {
    return IdentityCard.issue(user, new CardNumber(number), null, NOW);
  }

  private static Tokens tokens(Instant now) {
    return new Tokens(
        Token.random(),
        Token.random(),
        now.plus(Session.ACCESS_LIFETIME),
        now.plus(Session.REFRESH_LIFETIME));
  }
}
