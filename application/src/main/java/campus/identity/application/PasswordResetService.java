package campus.identity.application;

import campus.identity.application.Mailer.Mail;
import campus.identity.application.PasswordHasher.Priority;
import campus.identity.domain.IdentityErrors;
import campus.identity.domain.Password;
import campus.identity.domain.Token;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.application.call.Call;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.UserId;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Races: using one token twice, or a token against changing the password. Guard: the user's row
 * lock; the token is deleted under it. Issuing a token against deleting the user. Guard: the same.
 */
final class PasswordResetService implements PasswordResetUseCases {

  private final Transactions transactions;
  private final Users users;
  private final Credentials credentials;
  private final Sessions sessions;
  private final PasswordResets resets;
  private final SignInAttempts attempts;
  private final SignInThrottle throttle;
  private final PasswordHasher hasher;
  private final Mailer mailer;
  private final PasswordResetPolicy policy;
  private final Clock clock;

  PasswordResetService(
      Transactions transactions,
      Users users,
      Credentials credentials,
      Sessions sessions,
      PasswordResets resets,
      SignInAttempts attempts,
      PasswordHasher hasher,
      Mailer mailer,
      PasswordResetPolicy policy,
      Clock clock) {
    this.transactions = transactions;
    this.users = users;
    this.credentials = credentials;
    this.sessions = sessions;
    this.resets = resets;
    this.attempts = attempts;
    this.throttle = new SignInThrottle(transactions, attempts, clock);
    this.hasher = hasher;
    this.mailer = mailer;
    this.policy = policy;
    this.clock = clock;
  }

  @Override
  public Issued issue(UserId user) {
    return transactions.write(() -> issueTo(users.lock(user)));
  }

  @Override
  public Issued issue(Username username) {
    return transactions.write(() -> {
      var found = users.find(username).orElseThrow(() -> IdentityErrors.unknownUser(username));
      return issueTo(users.lock(found.id()));
    });
  }

  private Issued issueTo(User locked) {
    var issued = new Issued(Token.random(), clock.instant().plus(policy.lifetime()));
    resets.add(issued.token(), locked.id(), issued.expireTime());
    return issued;
  }

  @Override
  public void request(String login) {
    if (!mailer.isConfigured()) {
      throw IdentityErrors.mailNotConfigured();
    }
    throttle.await(SignInThrottle.passwordResetRequest(login, Call.current().origin()));
    // Even the look-up comes later: the time of this call tells nothing about the login.
    mailer.post(() -> write(login));
  }

  private @Nullable Mail write(String login) {
    var known = credentials.findByLogin(login, Call.LOCAL, clock.instant()).orElse(null);
    return known == null
        ? null
        : transactions.<@Nullable Mail>write(() ->
            users.lockAll(List.of(known.user())).stream()
                .findFirst()
                .map(user -> mail(user, issueTo(user)))
                .orElse(null));
  }

  private Mail mail(User user, Issued issued) {
    var token = issued.token().value();
    var how =
        policy.link().isEmpty()
            ? "With this token you can set a new password:\n\n" + token
            : "Here you can set a new password:\n\n"
                + policy.link().replace(PasswordResetPolicy.TOKEN, token);
    return new Mail(
        user.email(),
        "Your new password",
        """
        Hello %s,

        someone asked for a new password for your account.

        %s

        This works once, within %d minutes. If it was not you who asked, do nothing:
        your password stays as it is.
        """
            .formatted(user.username().value(), how, policy.lifetime().toMinutes()));
  }

  @Override
  public void reset(Token token, Password next) {
    throttle.await(SignInThrottle.passwordReset(Call.current().origin()));
    // Nothing is hashed for a guess. A token has too many bits to be found by the time of this.
    var user = resets.find(token, clock.instant()).orElseThrow(IdentityErrors::invalidResetToken);
    var hash = hasher.hash(next.value(), Priority.HIGH);
    transactions.write(() -> {
      if (users.lockAll(List.of(user)).isEmpty() || !resets.take(token, clock.instant())) {
        throw IdentityErrors.invalidResetToken();
      }
      credentials.put(user, hash);
      attempts.forget(SignInThrottle.keysOf(user));
      sessions.endAll(user, null);
      resets.deleteOf(user);
    });
  }
}
