package campus.server.composition;

import campus.identity.application.AuthUseCases;
import campus.identity.application.Credentials;
import campus.identity.application.IdentityCardUseCases;
import campus.identity.application.IdentityCards;
import campus.identity.application.IdentityUseCases;
import campus.identity.application.PasswordHasher;
import campus.identity.application.ProfileUseCases;
import campus.identity.application.Sessions;
import campus.identity.application.SignInAttempts;
import campus.identity.application.UserDependents;
import campus.identity.application.UserUseCases;
import campus.identity.application.Users;
import campus.identity.domain.Token;
import campus.shared.application.Authenticator;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

@Factory
final class IdentityBeans {

  @Singleton
  IdentityUseCases identity(
      Transactions transactions,
      Users users,
      IdentityCards cards,
      Credentials credentials,
      Sessions sessions,
      SignInAttempts attempts,
      PasswordHasher hasher,
      List<UserDependents> all,
      @Named("courses") UserDependents courses,
      @Named("wallet") UserDependents wallet,
      @Named("publishing") UserDependents publishing,
      IdGenerator ids,
      Clock clock) {
    return IdentityUseCases.create(
        transactions,
        users,
        cards,
        credentials,
        sessions,
        attempts,
        hasher,
        inOrder(all, courses, wallet, publishing),
        ids,
        clock);
  }

  /** In the order of the locks: counters come last. Each context has its place in it. */
  private static List<UserDependents> inOrder(List<UserDependents> all, UserDependents... ordered) {
    var order = List.of(ordered);
    if (!order.containsAll(all)) {
      throw new IllegalStateException("no place in the order for one of " + all);
    }
    return order;
  }

  @Singleton
  UserUseCases users(IdentityUseCases identity) {
    return identity.users();
  }

  @Singleton
  ProfileUseCases profiles(IdentityUseCases identity) {
    return identity.profiles();
  }

  @Singleton
  IdentityCardUseCases identityCards(IdentityUseCases identity) {
    return identity.identityCards();
  }

  @Singleton
  AuthUseCases auth(IdentityUseCases identity) {
    return identity.auth();
  }

  @Singleton
  Authenticator authenticator(AuthUseCases auth) {
    return token -> auth.authenticate(new Token(token));
  }
}
