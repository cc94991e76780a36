package campus.library.domain;

import campus.shared.domain.Checks;
import campus.shared.domain.Entity;
import campus.shared.domain.Text;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A book in the library. It always has an author, and may be moved to another one.
 *
 * @param isbn null where it has none
 * @param publishYear null where it is not known
 */
public record Book(
    BookId id,
    AuthorId author,
    String title,
    @Nullable Isbn isbn,
    @Nullable Integer publishYear,
    Instant createTime,
    Instant updateTime,
    long version)
    implements Entity<BookId> {

  private static final Text TITLE = Text.line("title", 300);
  private static final int MAX_YEAR = 9999;

  public Book {
    if (publishYear != null) {
      Checks.range("publish_year", publishYear, 1, MAX_YEAR);
    }
  }

  public static Book create(
      BookId id,
      AuthorId author,
      String title,
      @Nullable Isbn isbn,
      @Nullable Integer publishYear,
      Instant now) {
    return new Book(id, author, TITLE.of(title), isbn, publishYear, now, now, 1);
  }

  public Book edit(
      AuthorId author,
      String title,
      @Nullable Isbn isbn,
      @Nullable Integer publishYear,
      Instant now) {
    var titled = TITLE.edited(this.title, title);
    if (author.equals(this.author)
        && titled.equals(this.title)
        && Objects.equals(isbn, this.isbn)
        && Objects.equals(publishYear, this.publishYear)) {
      return this;
    }
    return new Book(id, author, titled, isbn, publishYear, createTime, now, version + 1);
  }
}
