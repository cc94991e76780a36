package campus.library.application;

import campus.library.domain.Author;
import campus.library.domain.AuthorHasBooks;
import campus.library.domain.AuthorId;
import campus.library.domain.Book;
import campus.shared.application.EntityService;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.Etag;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An author deleted while he gets a book: his row's lock, which a book that refers to him waits
 * for. The rest is as for all entities.
 */
final class AuthorService extends EntityService<AuthorId, Author> implements AuthorUseCases {

  private final Transactions transactions;
  private final Authors authors;
  private final Books books;

  AuthorService(
      Transactions transactions, Authors authors, Books books, IdGenerator ids, Clock clock) {
    super(transactions, authors, ids, clock);
    this.transactions = transactions;
    this.authors = authors;
    this.books = books;
  }

  @Override
  public void add(Author prepared, List<Book> withBooks) {
    transactions.write(() -> {
      authors.add(prepared);
      transactions.allOrTellWhich(withBooks, books::addAll);
    });
  }

  @Override
  public void delete(AuthorId id, @Nullable Etag etag) {
    delete(id, etag, false);
  }

  @Override
  public void delete(AuthorId id, @Nullable Etag etag, boolean force) {
    transactions.write(() -> {
      authors.lock(id).requireAt(etag);
      if (force) {
        books.deleteOf(id);
      } else if (books.existOf(id)) {
        throw new AuthorHasBooks(id);
      }
      authors.delete(id);
    });
  }
}
