package campus.library.application.testing;

import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.library.domain.Isbn;
import campus.shared.domain.name.Id;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Authors and books to test with. */
public final class TestBooks {

  public static final Instant NOW = Instant.parse("2026-05-01T10:00:00.123456Z");

  private TestBooks() {}

  public static Author anAuthor(String displayName) {
    return Author.create(Author.id(UUID.randomUUID()), displayName, NOW);
  }

  public static Book aBook(Id<Author> author, String title) {
    return aBook(author, title, null);
  }

  public static Book aBook(Id<Author> author, String title, @Nullable String isbn) {
    return Book.create(
        Book.id(UUID.randomUUID()), author, title, isbn == null ? null : new Isbn(isbn), 1997, NOW);
  }
}
