package campus.library.persistence;

import campus.library.domain.Book;
import campus.library.domain.Isbn;
import campus.library.domain.LibraryErrors;
import campus.library.domain.LibraryResources;
import campus.shared.application.write.Entities;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.name.Id;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

@Factory
final class LibraryDeclarations implements ResourceDeclarations {

  static final Resource AUTHOR =
      Resource.of(LibraryResources.AUTHOR, "authors", "id")
          .text("display_name")
          .sortable()
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .etag()
          .many("books", () -> LibraryDeclarations.BOOK, "author_id")
          .build();

  static final Resource BOOK =
      Resource.of(LibraryResources.BOOK, "books", "id")
          .text("title")
          .sortable()
          .text("isbn")
          .keptAs(Isbn::digitsOf)
          .natural()
          .nullable()
          .integer("publish_year")
          .nullable()
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .etag()
          .one("author", () -> LibraryDeclarations.AUTHOR, "author_id", "id")
          .build();

  @Override
  public List<Resource> resources() {
    return List.of(AUTHOR, BOOK);
  }

  @Override
  public Map<String, Supplier<DomainError>> constraints() {
    return Map.of("books_isbn_key", LibraryErrors::isbnTaken);
  }

  @Singleton
  Entities<Id<Book>, Book> books(Statements statements, BookRowRepository rows) {
    return JdbcEntities.of(statements, BOOK, rows, BookRow.class, BookRow::from, BookRow::toDomain);
  }
}
