package campus.library.persistence;

import campus.library.application.Authors;
import campus.library.domain.Author;
import campus.shared.domain.name.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import jakarta.inject.Singleton;
import java.util.UUID;

@Singleton
final class JdbcAuthors extends JdbcEntities<Id<Author>, Author, AuthorRow> implements Authors {

  @JdbcRepository(dialect = Dialect.POSTGRES)
  interface Books extends GenericRepository<BookRow, UUID> {

    boolean existsByAuthorId(UUID author);

    void deleteByAuthorId(UUID author);
  }

  private final Books books;

  JdbcAuthors(Statements statements, AuthorRowRepository rows, Books books) {
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
