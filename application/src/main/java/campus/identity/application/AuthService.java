package campus.identity.application;

import campus.identity.application.PasswordHasher.Priority;
import campus.identity.application.UserUseCases.NewUser;
import campus.identity.domain.IdentityErrors;
import campus.identity.domain.Password;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Session;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Races: using one refresh token twice. Guard: the session's row lock; the second use ends the
 * session. Signing in against changing the password. Guard: the hash is compared again under its
 * lock.
 */
final class AuthService implements AuthUseCases {

  private final Transactions transactions;
  private final UserUseCases users;
  private final Users userStore;
  private final Credentials credentials;
  private final Sessions sessions;
  private final PasswordResets resets;
  private final SignInAttempts attempts;
  private final SignInThrottle throttle;
  private final PasswordHasher hasher;
  private final IdGenerator ids;
  private final Clock clock;

  AuthService(
      Transactions transactions,
      UserUseCases users,
      Users userStore,
      Credentials credentials,
      Sessions sessions,
      PasswordResets resets,
      SignInAttempts attempts,
      PasswordHasher hasher,
      IdGenerator ids,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.userStore = userStore;
    this.credentials = credentials;
    this.sessions = sessions;
    this.resets = resets;
    this.attempts = attempts;
    this.throttle = new SignInThrottle(transactions, attempts, clock);
    this.hasher = hasher;
    this.ids = ids;
    this.clock = clock;
  }

  @Override
  public SignedIn register(NewUser user, Password password) {
    throttle.await(SignInThrottle.registration(Call.current().origin()));
    var hash = hasher.hash(password.value(), Priority.LOW);
    return transactions.write(() -> openSession(users.create(user, hash)));
  }

  @Override
  public SignedIn signIn(String login, String password) {
    // Unknown users take the same statements and hashes as known ones, so that timing reveals none.
    var origin = Call.current().origin();
    var since = clock.instant().minus(SignInAttempts.ORIGIN_MEMORY);
    var known = credentials.findByLogin(login, origin, since).orElse(null);
    var limits = SignInThrottle.signIn(login, known, origin);
    throttle.await(limits);
    var priority = known != null && known.atKnownOrigin() ? Priority.HIGH : Priority.LOW;
    var hash = known == null ? null : known.hash();
    if (!hasher.matches(password, hash, priority) || known == null || hash == null) {
      throw IdentityErrors.wrongCredentials();
    }
    var user = known.user();
    var rehashed = hasher.isOutdated(hash) ? hasher.hash(password, Priority.HIGH) : hash;
    return transactions.write(() -> {
      // A password change either waits for this session and ends it, or this attempt sees the new
      // hash.
      if (!hash.equals(credentials.lock(user).orElse(null))) {
        throw IdentityErrors.wrongCredentials();
      }
      if (!rehashed.equals(hash)) {
        credentials.put(user, rehashed);
      }
      var signedIn = openSession(user);
      // Last, since it locks the limits that other attempts from this address wait for.
      attempts.succeed(limits, user, origin, clock.instant());
      return signedIn;
    });
  }

  @Override
  public SignedIn refresh(Token refreshToken) {
    var now = clock.instant();
    return transactions
        .write(() -> exchange(refreshToken, now))
        .orElseThrow(IdentityErrors::refreshTokenReused);
  }

  /** Empty if the token was used before. That ends the session, so it has to be committed. */
  private Optional<SignedIn> exchange(Token refreshToken, Instant now) {
    var found =
        sessions
            .lock(refreshToken)
            .filter(token -> token.expireTime().isAfter(now))
            .orElseThrow(IdentityErrors::invalidRefreshToken);
    var session = found.session();
    if (found.used()) {
      sessions.end(session.id());
      return Optional.empty();
    }
    var tokens = newTokens(now);
    sessions.rotate(refreshToken, session.refresh(now), tokens);
    return Optional.of(new SignedIn(session.user(), tokens));
  }

  @Override
  public void signOut(Caller caller) {
    var session = caller.session();
    if (session != null) {
      transactions.write(() -> sessions.end(session));
    }
  }

  @Override
  public void changePassword(Caller caller, UserId user, @Nullable String current, Password next) {
    Optional<PasswordHash> before = credentials.find(user);
    boolean proves = caller.is(user) || !caller.has(Role.ADMIN);
    if (proves) {
      if (current == null) {
        throw new InvalidRequest("current_password", "is required");
      }
      throttle.await(SignInThrottle.passwordChange(user));
      if (!hasher.matches(current, before.orElse(null), Priority.HIGH)) {
        throw IdentityErrors.wrongPassword();
      }
    }
    var hash = hasher.hash(next.value(), Priority.HIGH);
    transactions.write(() -> {
      userStore.lock(user);
      if (!credentials.lock(user).equals(before)) {
        throw proves ? IdentityErrors.wrongPassword() : IdentityErrors.passwordJustChanged();
      }
      credentials.put(user, hash);
      attempts.forget(SignInThrottle.keysOf(user));
      sessions.endAll(user, caller.session());
      resets.deleteOf(user);
    });
  }

  @Override
  public Caller authenticate(Token accessToken) {
    return sessions
        .findCaller(accessToken, clock.instant())
        .orElseThrow(IdentityErrors::invalidAccessToken);
  }

  @Override
  public Caller authenticate(Username service) {
    return sessions
        .findCaller(service)
        .orElseThrow(() -> IdentityErrors.unknownServiceAccount(service));
  }

  private SignedIn openSession(UserId user) {
    var now = clock.instant();
    var tokens = newTokens(now);
    sessions.open(Session.open(ids.next(), user, Call.current().userAgent(), now), tokens);
    return new SignedIn(user, tokens);
  }

  private static Tokens newTokens(Instant now) {
    return new Tokens(
        Token.random(),
        Token.random(),
        now.plus(Session.ACCESS_LIFETIME),
        now.plus(Session.REFRESH_LIFETIME));
  }
}
