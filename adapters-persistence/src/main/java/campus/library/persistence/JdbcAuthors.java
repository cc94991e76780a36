package campus.library.persistence;

import campus.library.application.Authors;
import campus.library.domain.Author;
import campus.shared.domain.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;

@Singleton
final class JdbcAuthors extends JdbcEntities<Id<Author>, Author, AuthorRow> implements Authors {

  private final BookRowRepository books;

  JdbcAuthors(Statements statements, AuthorRowRepository rows, BookRowRepository books) {
    super(
        statements,
        LibraryDeclarations.AUTHOR,
        rows,
        AuthorRow.class,
        AuthorRow::from,
        AuthorRow::toDomain);
    this.books = books;
  }

  @Override
  public boolean hasBooks(Id<Author> author) {
    return books.existsByAuthorId(author.value());
  }

  @Override
  public void deleteBooks(Id<Author> author) {
    books.deleteByAuthorId(author.value());
  }
}
