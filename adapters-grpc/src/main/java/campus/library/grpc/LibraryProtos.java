package campus.library.grpc;

import static campus.library.application.LibraryResources.AUTHOR;

import campus.library.domain.Author;
import campus.library.domain.AuthorId;
import campus.library.domain.Book;
import campus.library.domain.BookId;
import campus.library.domain.Isbn;
import campus.shared.application.EntityUseCases.Creation;
import campus.shared.application.EntityUseCases.Edit;
import campus.shared.grpc.EntityMethods;
import campus.shared.grpc.Names;
import campus.shared.grpc.UpdateMask;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Authors and books, mapped from the wire. */
final class LibraryProtos {

  private LibraryProtos() {}

  static final class AuthorMapping
      implements EntityMethods.Mapping<Author, campus.library.v1.Author> {

    @Override
    public List<String> updatable() {
      return List.of("display_name");
    }

    @Override
    public Creation<Author> creation(campus.library.v1.Author author) {
      return (id, now) -> Author.create(new AuthorId(id), author.getDisplayName(), now);
    }

    @Override
    public Edit<Author> edit(campus.library.v1.Author author, UpdateMask mask) {
      var displayName = mask.change("display_name", author::getDisplayName);
      return (current, now) -> current.rename(displayName.or(current.displayName()), now);
    }
  }

  static final class BookMapping implements EntityMethods.Mapping<Book, campus.library.v1.Book> {

    @Override
    public List<String> updatable() {
      return List.of("title", "isbn", "publish_year", "author");
    }

    @Override
    public Creation<Book> creation(campus.library.v1.Book book) {
      return LibraryProtos.creation(book, author(book));
    }

    @Override
    public Edit<Book> edit(campus.library.v1.Book book, UpdateMask mask) {
      var author = mask.change("author", () -> author(book));
      var title = mask.change("title", book::getTitle);
      var isbn = mask.<@Nullable Isbn>change("isbn", () -> isbn(book));
      var year = mask.<@Nullable Integer>change("publish_year", () -> publishYear(book));
      return (current, now) ->
          current.edit(
              author.or(current.author()),
              title.or(current.title()),
              isbn.or(current.isbn()),
              year.or(current.publishYear()),
              now);
    }
  }

  /** The book to make that a message describes, of an author whoever the message names. */
  static Creation<Book> creation(campus.library.v1.Book book, AuthorId author) {
    var isbn = isbn(book);
    var year = publishYear(book);
    return (id, now) -> Book.create(new BookId(id), author, book.getTitle(), isbn, year, now);
  }

  private static AuthorId author(campus.library.v1.Book book) {
    return new AuthorId(Names.parse(AUTHOR, "author.name", book.getAuthor().getName()).id());
  }

  private static @Nullable Isbn isbn(campus.library.v1.Book book) {
    return book.getIsbn().isEmpty() ? null : new Isbn(book.getIsbn());
  }

  private static @Nullable Integer publishYear(campus.library.v1.Book book) {
    return book.getPublishYear() == 0 ? null : book.getPublishYear();
  }
}
