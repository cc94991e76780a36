package campus.identity.application;

import campus.identity.domain.Profile;
import campus.shared.application.write.Entities;
import campus.shared.application.write.EntityUseCases;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import java.time.Clock;
import java.util.List;

/** The use cases of this context. */
public record IdentityUseCases(
    UserUseCases users,
    EntityUseCases<Profile> profiles,
    IdentityCardUseCases identityCards,
    SessionUseCases sessions,
    AuthUseCases auth,
    PasswordResetUseCases passwordResets,
    ApiTokenUseCases apiTokens) {

  /**
   * @param dependents in the order in which they delete their data
   */
  public static IdentityUseCases create(
      Transactions transactions,
      Users users,
      Entities<Id<Profile>, Profile> profiles,
      IdentityCards cards,
      Credentials credentials,
      Sessions sessions,
      PasswordResets resets,
      ApiTokens apiTokens,
      SignInAttempts attempts,
      PasswordHasher hasher,
      UsernameRules rules,
      Mailer mailer,
      PasswordResetPolicy resetPolicy,
      List<UserDependents> dependents,
      IdGenerator ids,
      Clock clock) {
    var userService =
        new UserService(
            transactions,
            users,
            profiles,
            credentials,
            hasher,
            rules,
            dependents,
            ids,
            imports(transactions, users),
            clock);
    return new IdentityUseCases(
        userService,
        EntityUseCases.of(transactions, profiles, ids, clock),
        new IdentityCardService(transactions, users, cards, clock),
        new SessionService(transactions, sessions),
        new AuthService(
            transactions,
            userService,
            users,
            credentials,
            sessions,
            resets,
            attempts,
            hasher,
            ids,
            clock),
        new PasswordResetService(
            transactions,
            users,
            credentials,
            sessions,
            resets,
            attempts,
            hasher,
            mailer,
            resetPolicy,
            clock),
        new ApiTokenService(transactions, users, apiTokens, ids, clock));
  }

  /** Imports, whose callers keep the roles that their users have. */
  public static Imports imports(Transactions transactions, Users users) {
    return new Imports(transactions, new RolesOfUsers(users));
  }
}
