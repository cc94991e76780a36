package campus.library.persistence;

import campus.library.application.Authors;
import campus.library.domain.Author;
import campus.shared.domain.name.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@Singleton
final class JdbcAuthors extends JdbcEntities<Id<Author>, Author, AuthorRow> implements Authors {

  private static final String WITH_BOOKS =
      """
      SELECT id FROM unnest(?) AS a (id)
      WHERE EXISTS (SELECT 1 FROM books b WHERE b.author_id = a.id) ORDER BY id
      """;

  /** In id order, as all who lock books. */
  private static final String DELETE_BOOKS =
      """
      WITH gone AS MATERIALIZED (
        SELECT id FROM books WHERE author_id = ANY(?) ORDER BY id FOR UPDATE)
      DELETE FROM books b USING gone WHERE b.id = gone.id
      """;

  private final Statements statements;

  JdbcAuthors(Statements statements, AuthorRowRepository rows) {
    super(
        statements,
        LibraryDeclarations.AUTHOR,
        rows,
        AuthorRow.class,
        AuthorRow::from,
        AuthorRow::toDomain);
    this.statements = statements;
  }

  @Override
  public List<Id<Author>> withBooks(Collection<Id<Author>> authors) {
    return statements.query(
        WITH_BOOKS, rows -> Author.id(rows.getObject(1, UUID.class)), values(authors));
  }

  @Override
  public void deleteBooks(Collection<Id<Author>> authors) {
    statements.update(DELETE_BOOKS, values(authors));
  }
}
