package campus.library.grpc;

import campus.library.domain.Author;
import campus.library.domain.Book;
import campus.library.domain.Isbn;
import campus.library.domain.LibraryResources;
import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.domain.name.Id;
import campus.shared.grpc.methods.EntityMapping;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.UpdateMask;
import org.jspecify.annotations.Nullable;

final class BookMapping implements EntityMapping<Book, campus.library.v1.Book> {

  @Override
  public Creation<Book> creation(campus.library.v1.Book book) {
    var isbn = Isbn.ofOptional(book.getIsbn());
    var year = SharedProtos.optional(book.getPublishYear());
    return (id, now) -> Book.create(Book.id(id), author(book), book.getTitle(), isbn, year, now);
  }

  @Override
  public Edit<Book> edit(campus.library.v1.Book book, UpdateMask mask) {
    var author = mask.change("author", () -> author(book));
    var title = mask.change("title", book::getTitle);
    var isbn = mask.<@Nullable Isbn>change("isbn", () -> Isbn.ofOptional(book.getIsbn()));
    var year =
        mask.<@Nullable Integer>change(
            "publish_year", () -> SharedProtos.optional(book.getPublishYear()));
    return (current, now) ->
        current.edit(
            author.apply(current.author()),
            title.apply(current.title()),
            isbn.apply(current.isbn()),
            year.apply(current.publishYear()),
            now);
  }

  private static Id<Author> author(campus.library.v1.Book book) {
    return Names.id(LibraryResources.AUTHOR, "author.name", book.getAuthor().getName());
  }
}
