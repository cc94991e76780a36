package campus.library.application;

import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.library.domain.LibraryErrors;
import campus.shared.application.write.Entities;
import campus.shared.application.write.EntityService;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import java.time.Clock;
import java.util.List;

/** Races: deleting an author against adding a book. Guard: the author's row lock. */
final class AuthorService extends EntityService<Author> implements AuthorUseCases {

  private final Transactions transactions;
  private final Authors authors;
  private final Entities<Id<Book>, Book> books;

  AuthorService(
      Transactions transactions,
      Authors authors,
      Entities<Id<Book>, Book> books,
      IdGenerator ids,
      Clock clock) {
    super(transactions, authors, ids, clock);
    this.transactions = transactions;
    this.authors = authors;
    this.books = books;
  }

  @Override
  public void addAll(List<Author> prepared, List<Book> withBooks) {
    transactions.write(() -> {
      authors.addAll(prepared);
      transactions.allOrNone(withBooks, books::addAll);
    });
  }

  @Override
  protected void deleteLocked(List<Author> locked, boolean force) {
    var ids = idsOf(locked);
    if (force) {
      authors.deleteBooks(ids);
    } else {
      var refused = authors.withBooks(ids);
      if (!refused.isEmpty()) {
        throw LibraryErrors.authorHasBooks(refused.getFirst());
      }
    }
    super.deleteLocked(locked, force);
  }
}
