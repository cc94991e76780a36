package campus.library.persistence;

import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.library.domain.Isbn;
import campus.shared.domain.entity.Revision;
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
    return new BookRow(
        book.id().value(),
        book.author().value(),
        book.title(),
        book.isbn() == null ? null : book.isbn().value(),
        book.publishYear(),
        book.createTime(),
        book.updateTime(),
        book.version());
  }

  Book toDomain() {
    return new Book(
        Book.id(id),
        Author.id(authorId),
        title,
        isbn == null ? null : new Isbn(isbn),
        publishYear,
        new Revision(createTime, updateTime, version));
  }
}
