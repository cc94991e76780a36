package campus.library.persistence;

import campus.library.application.LibraryResources;
import campus.library.domain.Isbn;
import campus.shared.persistence.Resource;
import campus.shared.persistence.ResourceDeclarations;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
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
}
