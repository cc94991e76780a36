package campus.library.application;

import campus.library.domain.Book;
import campus.shared.application.write.Entities;
import campus.shared.application.write.EntityUseCases;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import java.time.Clock;

/** The use cases of this context. */
public record LibraryUseCases(AuthorUseCases authors, EntityUseCases<Book> books) {

  public static LibraryUseCases create(
      Transactions transactions,
      Authors authors,
      Entities<Id<Book>, Book> books,
      IdGenerator ids,
      Clock clock) {
    return new LibraryUseCases(
        new AuthorService(transactions, authors, books, ids, clock),
        EntityUseCases.of(transactions, books, ids, clock));
  }
}
