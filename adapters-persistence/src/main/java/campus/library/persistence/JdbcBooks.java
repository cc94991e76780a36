package campus.library.persistence;

import campus.library.application.Books;
import campus.library.domain.AuthorId;
import campus.library.domain.Book;
import campus.library.domain.BookId;
import campus.shared.persistence.JdbcEntities;
import jakarta.inject.Singleton;

@Singleton
final class JdbcBooks extends JdbcEntities<BookId, Book, BookRow> implements Books {

  private final BookRowRepository books;

  JdbcBooks(BookRowRepository books) {
    super(books, BookRow::from, BookRow::toDomain);
    this.books = books;
  }

  @Override
  public boolean existOf(AuthorId author) {
    return books.existsByAuthorId(author.value());
  }

  @Override
  public void deleteOf(AuthorId author) {
    books.deleteByAuthorId(author.value());
  }
}
