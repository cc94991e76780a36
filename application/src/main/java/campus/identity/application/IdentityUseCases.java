package campus.identity.application;

import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import java.time.Clock;
import java.util.List;

/** The use cases of this context, put together: driven ports in, driving ports out. */
public record IdentityUseCases(
    UserUseCases users,
    ProfileUseCases profiles,
    IdentityCardUseCases identityCards,
    AuthUseCases auth) {

  /**
   * @param dependents what other contexts hang on users, in the order in which it is deleted
   */
  public static IdentityUseCases create(
      Transactions transactions,
      Users users,
      IdentityCards cards,
      Credentials credentials,
      Sessions sessions,
      SignInAttempts attempts,
      PasswordHasher hasher,
      List<UserDependents> dependents,
      IdGenerator ids,
      Clock clock) {
    var userService =
        new UserService(transactions, users, credentials, hasher, dependents, ids, clock);
    return new IdentityUseCases(
        userService,
        new ProfileService(transactions, users, clock),
        new IdentityCardService(transactions, users, cards, clock),
        new AuthService(
            transactions, userService, users, credentials, sessions, attempts, hasher, ids, clock));
  }
}
