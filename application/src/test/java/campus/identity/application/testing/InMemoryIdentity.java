package campus.identity.application.testing;

import campus.identity.application.ApiTokens;
import campus.identity.application.AuthUseCases.Tokens;
import campus.identity.application.Credentials;
import campus.identity.application.IdentityCards;
import campus.identity.application.PasswordResets;
import campus.identity.application.Sessions;
import campus.identity.application.SignInAttempts;
import campus.identity.application.Users;
import campus.identity.domain.ApiToken;
import campus.identity.domain.IdentityCard;
import campus.identity.domain.IdentityErrors;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Profile;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.application.call.Caller;
import campus.shared.application.testing.InMemoryEntities;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.domain.value.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Identity in memory. */
public final class InMemoryIdentity {

  private record IssuedToken(UUID session, boolean refresh, Instant expireTime, boolean used) {}

  private record Reset(UserId user, Instant expireTime) {}

  private record Attempts(int failures, Instant lastTime) {}

  private record UserOrigin(UserId user, String origin) {}

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final Map<UserId, User> users = transactions.table();
  private final Map<Id<Profile>, Profile> profiles = transactions.table();
  private final Map<UserId, IdentityCard> cards = transactions.table();
  private final Map<UserId, PasswordHash> hashes = transactions.table();
  private final Map<UUID, Session> sessions = transactions.table();
  private final Map<Token, IssuedToken> tokens = transactions.table();
  private final Map<Token, Reset> resets = transactions.table();
  private final Map<Token, ApiToken> apiTokens = transactions.table();
  private final Map<String, Attempts> attempts = transactions.table();
  private final Map<UserOrigin, Instant> origins = transactions.table();

  private InMemoryIdentity() {}

  /** The ports, with nothing in them. */
  public static IdentityPorts create() {
    var store = new InMemoryIdentity();
    return new IdentityPorts(
        store.transactions,
        store.new InMemoryUsers(),
        store.new InMemoryProfiles(),
        store.new InMemoryIdentityCards(),
        store.new InMemoryCredentials(),
        store.new InMemorySessions(),
        store.new InMemoryPasswordResets(),
        store.new InMemoryApiTokens(),
        store.new InMemorySignInAttempts());
  }

  private final class InMemoryUsers extends InMemoryEntities<UserId, User> implements Users {

    InMemoryUsers() {
      super(users);
    }

    @Override
    public void addAll(Collection<User> added) {
      if (added.stream().anyMatch(user -> users.containsKey(user.id()))) {
        throw new Conflict(Reason.CONFLICT, "another call is making this user");
      }
      super.addAll(added);
    }

    @Override
    public Optional<User> find(Username username) {
      return users.values().stream()
          .filter(user -> user.username().key().equals(username.key()))
          .findAny();
    }

    @Override
    public List<User> lockToDelete(Collection<UserId> ids) {
      return lockAll(ids);
    }

    @Override
    public List<UserId> lockAdmins() {
      return users.values().stream()
          .filter(user -> user.roles().contains(Role.ADMIN))
          .map(User::id)
          .sorted(Comparator.comparing(UserId::toName))
          .toList();
    }

    @Override
    public void deleteAll(Collection<UserId> ids) {
      super.deleteAll(ids);
      ids.forEach(this::deleteRest);
    }

    private void deleteRest(UserId id) {
      profiles.remove(Profile.id(id));
      cards.remove(id);
      hashes.remove(id);
      resets.values().removeIf(reset -> reset.user().equals(id));
      apiTokens.values().removeIf(token -> token.user().equals(id));
      origins.keySet().removeIf(known -> known.user().equals(id));
      sessions.values().removeIf(session -> session.user().equals(id));
      tokens.values().removeIf(token -> !sessions.containsKey(token.session()));
    }

    @Override
    protected void check(User user) {
      for (var other : users.values()) {
        if (!other.id().equals(user.id())) {
          if (other.username().key().equals(user.username().key())) {
            throw IdentityErrors.usernameTaken();
          }
          var look = user.username().skeleton();
          if (look != null && look.equals(other.username().skeleton())) {
            throw IdentityErrors.usernameLooksTaken();
          }
          if (other.email().key().equals(user.email().key())) {
            throw IdentityErrors.emailTaken();
          }
        }
      }
    }
  }

  private final class InMemoryProfiles extends InMemoryEntities<Id<Profile>, Profile> {

    InMemoryProfiles() {
      super(profiles);
    }

    @Override
    protected void check(Profile profile) {}
  }

  private final class InMemoryIdentityCards implements IdentityCards {

    @Override
    public Optional<IdentityCard> lock(UserId user) {
      return Optional.ofNullable(cards.get(user));
    }

    @Override
    public void put(IdentityCard card) {
      for (var other : cards.values()) {
        if (!other.user().equals(card.user()) && other.number().key().equals(card.number().key())) {
          throw IdentityErrors.cardNumberTaken();
        }
      }
      cards.put(card.user(), card);
    }
  }

  private final class InMemoryCredentials implements Credentials {

    @Override
    public Optional<Login> findByLogin(String login, String origin, Instant since) {
      var name = Text.key(login);
      var address = login.toLowerCase(Locale.ROOT);
      return users.values().stream()
          .filter(user -> user.username().key().equals(name) || user.email().key().equals(address))
          .map(user -> {
            var known = origins.get(new UserOrigin(user.id(), origin));
            return new Login(
                user.id(), hashes.get(user.id()), known != null && known.isAfter(since));
          })
          .findAny();
    }

    @Override
    public Optional<PasswordHash> find(UserId user) {
      return Optional.ofNullable(hashes.get(user));
    }

    @Override
    public Optional<PasswordHash> lock(UserId user) {
      return find(user);
    }

    @Override
    public void put(UserId user, PasswordHash hash) {
      hashes.put(user, hash);
    }

    @Override
    public void putAll(Map<UserId, PasswordHash> all) {
      hashes.putAll(all);
    }
  }

  private final class InMemorySessions implements Sessions {

    @Override
    public void open(Session session, Tokens issued) {
      sessions.put(session.id(), session);
      put(session, issued);
    }

    private void put(Session session, Tokens issued) {
      tokens.put(
          issued.access(), new IssuedToken(session.id(), false, issued.accessExpireTime(), false));
      tokens.put(
          issued.refresh(), new IssuedToken(session.id(), true, issued.refreshExpireTime(), false));
    }

    @Override
    public Optional<Refresh> lock(Token refreshToken) {
      return Optional.ofNullable(tokens.get(refreshToken))
          .filter(IssuedToken::refresh)
          .flatMap(token ->
              Optional.ofNullable(sessions.get(token.session()))
                  .map(session -> new Refresh(session, token.expireTime(), token.used())));
    }

    @Override
    public void rotate(Token used, Session refreshed, Tokens issued) {
      tokens.computeIfPresent(
          used, (t, token) -> new IssuedToken(token.session(), true, token.expireTime(), true));
      sessions.put(refreshed.id(), refreshed);
      put(refreshed, issued);
    }

    @Override
    public void end(UUID session) {
      sessions.remove(session);
      tokens.values().removeIf(token -> token.session().equals(session));
    }

    @Override
    public boolean end(UserId user, UUID session) {
      var found = sessions.get(session);
      if (found == null || !found.user().equals(user)) {
        return false;
      }
      end(session);
      return true;
    }

    @Override
    public void endAll(UserId user, @Nullable UUID except) {
      sessions.values().stream()
          .filter(session -> session.user().equals(user) && !session.id().equals(except))
          .map(Session::id)
          .toList()
          .forEach(this::end);
    }

    @Override
    public Optional<Caller> findCaller(Token accessToken, Instant now) {
      return Optional.ofNullable(tokens.get(accessToken))
          .filter(token -> !token.refresh() && token.expireTime().isAfter(now))
          .map(token -> sessions.get(token.session()))
          .flatMap(session ->
              Optional.ofNullable(users.get(session.user()))
                  .map(user -> new Caller(user.id(), user.roles(), session.id())));
    }

    @Override
    public Optional<Caller> findCaller(Username username) {
      return users.values().stream()
          .filter(user -> user.username().key().equals(username.key()))
          .findAny()
          .map(user -> new Caller(user.id(), user.roles(), null));
    }
  }

  private final class InMemoryPasswordResets implements PasswordResets {

    @Override
    public void add(Token token, UserId user, Instant expireTime) {
      resets.put(token, new Reset(user, expireTime));
    }

    @Override
    public Optional<UserId> find(Token token, Instant now) {
      return Optional.ofNullable(resets.get(token))
          .filter(reset -> reset.expireTime().isAfter(now))
          .map(Reset::user);
    }

    @Override
    public boolean take(Token token, Instant now) {
      boolean valid = find(token, now).isPresent();
      if (valid) {
        resets.remove(token);
      }
      return valid;
    }

    @Override
    public void deleteOf(UserId user) {
      resets.values().removeIf(reset -> reset.user().equals(user));
    }
  }

  private final class InMemoryApiTokens implements ApiTokens {

    @Override
    public void add(ApiToken token, Token secret) {
      apiTokens.put(secret, token);
    }

    @Override
    public int count(UserId user, Instant now) {
      return (int)
          apiTokens.values().stream()
              .filter(token -> token.user().equals(user) && token.expireTime().isAfter(now))
              .count();
    }

    @Override
    public boolean delete(UserId user, UUID id) {
      return apiTokens
          .values()
          .removeIf(token -> token.user().equals(user) && token.id().equals(id));
    }

    @Override
    public Optional<Caller> findCaller(Token secret, Instant now) {
      return Optional.ofNullable(apiTokens.get(secret))
          .filter(token -> token.expireTime().isAfter(now))
          .flatMap(token ->
              Optional.ofNullable(users.get(token.user()))
                  .map(user ->
                      new Caller(user.id(), ApiToken.rolesOf(token.roles(), user.roles()), null)));
    }
  }

  private final class InMemorySignInAttempts implements SignInAttempts {

    @Override
    public Instant reserve(List<Limit> limits, Instant now) {
      return limits.stream()
          .map(limit -> reserve(limit, now))
          .max(Comparator.naturalOrder())
          .orElse(now);
    }

    private Instant reserve(Limit limit, Instant now) {
      var before = attempts.get(limit.key());
      if (before == null || before.lastTime().isBefore(now.minus(MEMORY))) {
        before = new Attempts(0, now);
      }
      int slowed = before.failures() - limit.free();
      var delay = slowed < 0 ? Duration.ZERO : FIRST_DELAY.multipliedBy(1L << Math.min(slowed, 20));
      var shorter = delay.compareTo(limit.longestDelay()) < 0 ? delay : limit.longestDelay();
      var earliest = before.lastTime().plus(shorter);
      var start = earliest.isAfter(now) ? earliest : now;
      attempts.put(limit.key(), new Attempts(before.failures() + 1, start));
      return start;
    }

    @Override
    public void succeed(List<Limit> reserved, UserId user, String origin, Instant now) {
      attempts.remove(reserved.getFirst().key());
      for (var limit : reserved.subList(1, reserved.size())) {
        attempts.computeIfPresent(
            limit.key(), (key, before) -> new Attempts(before.failures() - 1, before.lastTime()));
      }
      origins.put(new UserOrigin(user, origin), now);
    }

    @Override
    public void forget(Collection<String> keys) {
      attempts.keySet().removeAll(keys);
    }
  }
}
