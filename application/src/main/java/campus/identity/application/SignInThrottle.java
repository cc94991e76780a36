package campus.identity.application;

import campus.identity.application.Credentials.Login;
import campus.identity.application.SignInAttempts.Limit;
import campus.identity.domain.Token;
import campus.shared.application.call.Call;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Text;
import java.time.Clock;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Limits how fast passwords and e-mail addresses can be guessed.
 *
 * <p>An attempt reserves its start before anything is hashed. It waits without a database
 * connection and without occupying the hasher. One that would wait too long is refused, and does
 * not count.
 */
record SignInThrottle(Transactions transactions, SignInAttempts attempts, Clock clock) {

  private static final Duration LONGEST_WAIT = Duration.ofSeconds(4);

  /**
   * The limits on sign-in. A known address has a limit of its own, so that strangers cannot delay
   * the user.
   *
   * @param known null for an unknown login, which has equal limits, so that it cannot be told apart
   */
  static List<Limit> signIn(String login, @Nullable Login known, String origin) {
    if (known != null && known.atKnownOrigin()) {
      return List.of(guesses(accountKey(known.user()) + " at " + origin));
    }
    var account = guesses(known == null ? loginKey(login) : accountKey(known.user()));
    return origin.equals(Call.LOCAL)
        ? List.of(account)
        : List.of(account, new Limit("address " + origin, 100, Duration.ofSeconds(1)));
  }

  /** The limits on registrations, which reveal the e-mail addresses that are taken. */
  static List<Limit> registration(String origin) {
    return origin.equals(Call.LOCAL)
        ? List.of()
        : List.of(new Limit("registration " + origin, 50, Duration.ofSeconds(10)));
  }

  /** The limits on resetting passwords, whose tokens nobody guesses, but whose hashes cost time. */
  static List<Limit> passwordReset(String origin) {
    return origin.equals(Call.LOCAL)
        ? List.of()
        : List.of(new Limit("password reset " + origin, 50, Duration.ofSeconds(10)));
  }

  /** The limits on messages to one user, known or not, and on those from one address. */
  static List<Limit> passwordResetRequest(String login, String origin) {
    var user = new Limit("mail to " + loginKey(login), 3, SignInAttempts.MEMORY);
    return origin.equals(Call.LOCAL)
        ? List.of(user)
        : List.of(user, new Limit("mail for " + origin, 50, Duration.ofSeconds(10)));
  }

  /** The limits on a signed-in user's guesses, which strangers cannot use up. */
  static List<Limit> passwordChange(UserId user) {
    return List.of(guesses(passwordChangeKey(user)));
  }

  /** The keys that a new password resets: all but those of known addresses. */
  static List<String> keysOf(UserId user) {
    return List.of(accountKey(user), passwordChangeKey(user));
  }

  private static String passwordChangeKey(UserId user) {
    return accountKey(user) + " password change";
  }

  private static Limit guesses(String key) {
    return new Limit(key, 5, Duration.ofSeconds(4));
  }

  private static String accountKey(UserId user) {
    return "account " + user.value();
  }

  /** A digest, since a login can be any text, even a password in the wrong field. */
  private static String loginKey(String login) {
    return "login " + HexFormat.of().formatHex(new Token(Text.key(login)).hash());
  }

  /**
   * Waits until an attempt may start.
   *
   * @throws Overloaded if that is too long; then the attempt does not count
   * @throws campus.shared.domain.error.CallEnded as soon as the call ends; the attempt counts
   */
  void await(List<Limit> limits) {
    if (limits.isEmpty()) {
      return;
    }
    var now = clock.instant();
    var wait =
        transactions.write(() -> {
          var start = attempts.reserve(limits, now);
          var duration = Duration.between(now, start);
          if (duration.compareTo(LONGEST_WAIT) > 0) {
            // Rolls the reservation back.
            throw new Overloaded("too many attempts at once; try again later", duration);
          }
          return duration;
        });
    if (wait.isPositive()) {
      Call.current().pause(wait);
    }
  }
}
