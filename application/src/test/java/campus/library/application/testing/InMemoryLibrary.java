package campus.library.application.testing;

import campus.library.application.Authors;
import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.library.domain.LibraryErrors;
import campus.shared.application.testing.InMemoryEntities;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;

/** The library in memory. */
public final class InMemoryLibrary {

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final InMemoryAuthors authors = new InMemoryAuthors();
  private final InMemoryBooks books = new InMemoryBooks();

  private InMemoryLibrary() {}

  /** The ports, with nothing in them. */
  public static LibraryPorts create() {
    var store = new InMemoryLibrary();
    return new LibraryPorts(store.transactions, store.authors, store.books);
  }

  private final class InMemoryAuthors extends InMemoryEntities<Id<Author>, Author>
      implements Authors {

    InMemoryAuthors() {
      super(transactions);
    }

    @Override
    protected void check(Author author) {}

    @Override
    public boolean hasBooks(Id<Author> author) {
      return books.rows().anyMatch(book -> book.author().equals(author));
    }

    @Override
    public void deleteBooks(Id<Author> author) {
      books.deleteAll(
          books.rows().filter(book -> book.author().equals(author)).map(Book::id).toList());
    }
  }

  private final class InMemoryBooks extends InMemoryEntities<Id<Book>, Book> {

    InMemoryBooks() {
      super(transactions);
    }

    @Override
    protected void check(Book book) {
      if (authors.find(book.author()).isEmpty()) {
        throw new NotFound(book.author().toName());
      }
      var isbn = book.isbn();
      if (isbn != null && others(book).anyMatch(other -> isbn.equals(other.isbn()))) {
        throw LibraryErrors.isbnTaken();
      }
    }
  }
}
