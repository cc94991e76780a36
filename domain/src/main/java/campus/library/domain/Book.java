package campus.library.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Checks;
import campus.shared.domain.value.Text;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A book in the library, by one author, who can be changed. */
public record Book(
    Id<Book> id,
    Id<Author> author,
    String title,
    @Nullable Isbn isbn,
    @Nullable Integer publishYear,
    Revision revision)
    implements Versioned<Id<Book>> {

  private static final Text TITLE = Text.line("title", 300);
  private static final int MAX_YEAR = 9999;

  public Book {
    if (publishYear != null) {
      Checks.range("publish_year", publishYear, 1, MAX_YEAR);
    }
  }

  public static Id<Book> id(UUID value) {
    return new Id<>(LibraryResources.BOOK, value);
  }

  public static Book create(
      Id<Book> id,
      Id<Author> author,
      String title,
      @Nullable Isbn isbn,
      @Nullable Integer year,
      Instant now) {
    return new Book(id, author, TITLE.of(title), isbn, year, Revision.first(now));
  }

  public Book edit(
      Id<Author> author, String title, @Nullable Isbn isbn, @Nullable Integer year, Instant now) {
    var titled = TITLE.edited(this.title, title);
    return revision.edit(this, now, revised -> new Book(id, author, titled, isbn, year, revised));
  }
}
