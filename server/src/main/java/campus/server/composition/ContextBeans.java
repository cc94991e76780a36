package campus.server.composition;

import campus.courses.application.Courses;
import campus.courses.application.CoursesUseCases;
import campus.courses.application.Enrollments;
import campus.courses.application.Students;
import campus.identity.application.ApiTokens;
import campus.identity.application.Credentials;
import campus.identity.application.IdentityCards;
import campus.identity.application.IdentityUseCases;
import campus.identity.application.Mailer;
import campus.identity.application.PasswordHasher;
import campus.identity.application.PasswordResetPolicy;
import campus.identity.application.PasswordResets;
import campus.identity.application.Sessions;
import campus.identity.application.SignInAttempts;
import campus.identity.application.UserDependents;
import campus.identity.application.UsernameRules;
import campus.identity.application.Users;
import campus.identity.domain.Profile;
import campus.identity.domain.Token;
import campus.identity.domain.Username;
import campus.library.application.Authors;
import campus.library.application.LibraryUseCases;
import campus.library.domain.Book;
import campus.publishing.application.BlogTotals;
import campus.publishing.application.Categories;
import campus.publishing.application.Comments;
import campus.publishing.application.Follows;
import campus.publishing.application.Posts;
import campus.publishing.application.PublishingUseCases;
import campus.publishing.application.StatsUseCases;
import campus.publishing.application.Tags;
import campus.shared.application.call.Authenticator;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.write.Entities;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.staff.application.Employees;
import campus.staff.application.Organization;
import campus.staff.application.OrganizationUseCases;
import campus.staff.application.StaffUseCases;
import campus.wallet.application.Accounts;
import campus.wallet.application.Ledger;
import campus.wallet.application.Orders;
import campus.wallet.application.WalletUseCases;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;

/** The use cases of each context. */
@Factory
final class ContextBeans {

  /**
   * @param publishing the last to handle deleted users, since counters are locked last
   */
  @Singleton
  IdentityUseCases identity(
      Transactions transactions,
      Users users,
      Entities<Id<Profile>, Profile> profiles,
      IdentityCards cards,
      Credentials credentials,
      Sessions sessions,
      PasswordResets passwordResets,
      ApiTokens apiTokens,
      SignInAttempts attempts,
      PasswordHasher hasher,
      UsernameRules usernameRules,
      Mailer mailer,
      PasswordResetPolicy resetPolicy,
      CoursesUseCases courses,
      WalletUseCases wallet,
      UserDependents publishing,
      IdGenerator ids,
      Clock clock) {
    return IdentityUseCases.create(
        transactions,
        users,
        profiles,
        cards,
        credentials,
        sessions,
        passwordResets,
        apiTokens,
        attempts,
        hasher,
        usernameRules,
        mailer,
        resetPolicy,
        List.of(courses.userDependents(), wallet.userDependents(), publishing),
        ids,
        clock);
  }

  @Singleton
  Imports imports(Transactions transactions, Users users) {
    return IdentityUseCases.imports(transactions, users);
  }

  @Singleton
  Authenticator authenticator(IdentityUseCases identity) {
    return new Authenticator() {
      @Override
      public Caller authenticate(String accessToken) {
        var token = new Token(accessToken);
        return token.isForApi()
            ? identity.apiTokens().authenticate(token)
            : identity.auth().authenticate(token);
      }

      @Override
      public Caller authenticateService(String username) {
        return identity.auth().authenticate(new Username(username));
      }
    };
  }

  @Singleton
  PublishingUseCases publishing(
      Transactions transactions,
      Posts posts,
      Tags tags,
      Categories categories,
      Comments comments,
      Follows follows,
      IdGenerator ids,
      Imports imports,
      Clock clock) {
    return PublishingUseCases.create(
        transactions, posts, tags, categories, comments, follows, ids, imports, clock);
  }

  @Singleton
  OrganizationUseCases organization(
      Organization organization, ResourceQueries queries, Transactions transactions) {
    return OrganizationUseCases.of(organization, queries, transactions);
  }

  @Singleton
  StatsUseCases stats(BlogTotals totals, ResourceQueries queries, Transactions transactions) {
    return StatsUseCases.of(totals, queries, transactions);
  }

  @Singleton
  LibraryUseCases library(
      Transactions transactions,
      Authors authors,
      Entities<Id<Book>, Book> books,
      IdGenerator ids,
      Clock clock) {
    return LibraryUseCases.create(transactions, authors, books, ids, clock);
  }

  @Singleton
  CoursesUseCases courses(
      Transactions transactions,
      Students students,
      Courses courses,
      Enrollments enrollments,
      IdGenerator ids,
      Clock clock) {
    return CoursesUseCases.create(transactions, students, courses, enrollments, ids, clock);
  }

  @Singleton
  StaffUseCases staff(
      Transactions transactions,
      Employees employees,
      IdGenerator ids,
      Imports imports,
      Clock clock) {
    return StaffUseCases.create(transactions, employees, ids, imports, clock);
  }

  @Singleton
  WalletUseCases wallet(
      Transactions transactions,
      Accounts accounts,
      Ledger ledger,
      Orders orders,
      IdGenerator ids,
      Clock clock) {
    return WalletUseCases.create(transactions, accounts, ledger, orders, ids, clock);
  }
}
