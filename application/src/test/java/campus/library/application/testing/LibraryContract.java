package campus.library.application.testing;

import static campus.library.application.testing.TestBooks.NOW;
import static campus.library.application.testing.TestBooks.aBook;
import static campus.library.application.testing.TestBooks.anAuthor;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.library.domain.Isbn;
import campus.shared.application.testing.EntitiesContract;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every implementation of the library's driven ports keeps. */
public abstract class LibraryContract {

  private LibraryPorts ports = InMemoryLibrary.create();

  /** The ports, with nothing in them. */
  protected abstract LibraryPorts emptyPorts();

  @BeforeEach
  void begin() {
    ports = emptyPorts();
  }

  private Id<Author> author() {
    var author = anAuthor("Ursula K. Le Guin");
    ports.transactions().write(() -> ports.authors().add(author));
    return author.id();
  }

  private void add(Book... books) {
    ports.transactions().write(() -> ports.books().addAll(List.of(books)));
  }

  @Nested
  class AuthorsContract extends EntitiesContract<Id<Author>, Author> {

    @Override
    protected Transactions transactions() {
      return ports.transactions();
    }

    @Override
    protected Entities<Id<Author>, Author> entities() {
      return ports.authors();
    }

    @Override
    protected Author some() {
      return anAuthor("Émile \uD83D\uDCDA % _ \\");
    }

    @Override
    protected Author changed(Author author) {
      return author.rename("Zola", NOW.plusSeconds(1));
    }
  }

  @Nested
  class BooksContract extends EntitiesContract<Id<Book>, Book> {

    @Override
    protected Transactions transactions() {
      return ports.transactions();
    }

    @Override
    protected Entities<Id<Book>, Book> entities() {
      return ports.books();
    }

    @Override
    protected Book some() {
      return aBook(author(), "The Dispossessed");
    }

    @Override
    protected Book changed(Book book) {
      return book.edit(
          author(), "The Left Hand", new Isbn("9780061054884"), null, NOW.plusSeconds(1));
    }

    @Test
    void noTwoHaveTheSameIsbn() {
      var author = author();
      add(aBook(author, "One", "0-7475-3269-9"));
      var other = aBook(author, "Other", "978-0-7475-3269-9");

      assertThatThrownBy(() -> add(other)).hasFieldOrPropertyWithValue("reason", Reason.ISBN_TAKEN);
    }

    @Test
    void manyHaveNone() {
      var author = author();

      add(aBook(author, "One"), aBook(author, "Other"));

      assertThat(ports.authors().withBooks(List.of(author))).containsExactly(author);
    }

    @Test
    void anAuthorHasToBeThere() {
      var nobody = anAuthor("Nobody").id();

      assertThatThrownBy(() -> add(aBook(nobody, "Nothing")))
          .isInstanceOfSatisfying(
              NotFound.class, e -> assertThat(e.resource()).isEqualTo(nobody.toName()));
    }

    @Test
    void cannotMoveToAnAuthorWhoIsNotThere() {
      var book = aBook(author(), "One");
      add(book);
      var nobody = anAuthor("Nobody").id();
      var moved = book.edit(nobody, book.title(), null, null, NOW);

      assertThatThrownBy(() -> ports.transactions().write(() -> ports.books().update(moved)))
          .isInstanceOfSatisfying(
              NotFound.class, e -> assertThat(e.resource()).isEqualTo(nobody.toName()));
    }

    @Test
    void areDeletedByAuthor() {
      var one = author();
      var two = author();
      var other = author();
      var none = author();
      add(aBook(one, "One"), aBook(one, "Two"), aBook(two, "Two"), aBook(other, "Three"));

      ports.transactions().write(() -> ports.authors().deleteBooks(List.of(two, one)));

      assertThat(
              ports
                  .transactions()
                  .<List<Id<Author>>>write(
                      () -> ports.authors().withBooks(List.of(none, other, one, two))))
          .containsExactly(other);
    }
  }
}
