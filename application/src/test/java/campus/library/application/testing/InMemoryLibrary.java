package campus.library.application.testing;

import campus.library.application.Authors;
import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.library.domain.LibraryErrors;
import campus.shared.application.testing.InMemoryEntities;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

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
    public List<Id<Author>> withBooks(Collection<Id<Author>> some) {
      return some.stream()
          .filter(author -> books.rows().anyMatch(book -> book.author().equals(author)))
          .sorted(Comparator.comparing(Id::toName))
          .toList();
    }

    @Override
    public void deleteBooks(Collection<Id<Author>> some) {
      books.deleteAll(
          books.rows().filter(book -> some.contains(book.author())).map(Book::id).toList());
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
