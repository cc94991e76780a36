package campus.library.application;

import campus.library.domain.Book;
import campus.library.domain.BookId;
import campus.shared.application.EntityUseCases;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import java.time.Clock;

/** The use cases of this context, put together: driven ports in, driving ports out. */
public record LibraryUseCases(AuthorUseCases authors, EntityUseCases<BookId, Book> books) {

  public static LibraryUseCases create(
      Transactions transactions, Authors authors, Books books, IdGenerator ids, Clock clock) {
    return new LibraryUseCases(
        new AuthorService(transactions, authors, books, ids, clock),
        EntityUseCases.of(transactions, books, ids, clock));
  }
}
