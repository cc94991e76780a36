package campus.server.composition;

import campus.library.application.Authors;
import campus.library.application.Books;
import campus.library.application.LibraryUseCases;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;

@Factory
final class LibraryBeans {

  @Singleton
  LibraryUseCases library(
      Transactions transactions, Authors authors, Books books, IdGenerator ids, Clock clock) {
    return LibraryUseCases.create(transactions, authors, books, ids, clock);
  }
}
