package campus.library.persistence;

import campus.library.application.Authors;
import campus.library.domain.Author;
import campus.library.domain.AuthorId;
import campus.shared.persistence.JdbcEntities;
import jakarta.inject.Singleton;

@Singleton
final class JdbcAuthors extends JdbcEntities<AuthorId, Author, AuthorRow> implements Authors {

  JdbcAuthors(AuthorRowRepository authors) {
    super(authors, AuthorRow::from, AuthorRow::toDomain);
  }
}
