package campus.library.persistence;

import campus.library.domain.AuthorId;
import campus.library.domain.Book;
import campus.library.domain.BookId;
import campus.library.domain.Isbn;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("books")
record BookRow(
    @Id UUID id,
    UUID authorId,
    String title,
    @Nullable String isbn,
    @Nullable Integer publishYear,
    Instant createTime,
    Instant updateTime,
    long version) {

  static BookRow from(Book book) {
    var isbn = book.isbn();
    return new BookRow(
        book.id().value(),
        book.author().value(),
        book.title(),
        isbn == null ? null : isbn.value(),
        book.publishYear(),
        book.createTime(),
        book.updateTime(),
        book.version());
  }

  Book toDomain() {
    return new Book(
        new BookId(id),
        new AuthorId(authorId),
        title,
        isbn == null ? null : new Isbn(isbn),
        publishYear,
        createTime,
        updateTime,
        version);
  }
}
