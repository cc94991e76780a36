package campus.library.grpc;

import campus.library.application.AuthorUseCases;
import campus.library.application.LibraryUseCases;
import campus.library.domain.Book;
import campus.library.v1.Author;
import campus.library.v1.AuthorServiceGrpc;
import campus.library.v1.BatchCreateAuthorsRequest;
import campus.library.v1.CreateAuthorRequest;
import campus.shared.application.query.ReadMask;
import campus.shared.application.write.EntityUseCases;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceName;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Violations;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

@Singleton
final class AuthorServiceEndpoint extends Endpoint {

  private static final String BOOKS = "author.books";
  private static final ReadMask WITH_BOOKS = ReadMask.of("*", "books");

  private final AuthorUseCases authors;
  private final EntityUseCases<Book> books;
  private final AuthorMapping mapping = new AuthorMapping();
  private final BookMapping bookMapping = new BookMapping();

  AuthorServiceEndpoint(LibraryUseCases library, StandardMethods standard) {
    super(AuthorServiceGrpc.getServiceDescriptor(), standard);
    this.authors = library.authors();
    this.books = library.books();
    entities(Author.getDefaultInstance(), authors, mapping);
    write(AuthorServiceGrpc.getCreateAuthorMethod(), WITH_BOOKS, this::create);
    batch(AuthorServiceGrpc.getBatchCreateAuthorsMethod(), this::batchCreate);
  }

  private Write create(CreateAuthorRequest request) {
    var prepared = prepare(request);
    return Write.to(
        prepared.author().id(),
        () ->
            Violations.withinEach(
                i -> BOOKS + "[" + i + "]",
                () -> {
                  authors.addAll(List.of(prepared.author()), prepared.books());
                  return true;
                }));
  }

  private Supplier<List<ResourceName>> batchCreate(BatchCreateAuthorsRequest request) {
    var prepared = Violations.each("requests", request.getRequestsList(), this::prepare);
    var books = new ArrayList<campus.library.domain.Book>();
    var paths = new ArrayList<String>();
    for (int i = 0; i < prepared.size(); i++) {
      var ofOne = prepared.get(i).books();
      books.addAll(ofOne);
      for (int j = 0; j < ofOne.size(); j++) {
        paths.add("requests[" + i + "]." + BOOKS + "[" + j + "]");
      }
    }
    var all = prepared.stream().map(Prepared::author).toList();
    return () ->
        Violations.withinEach(
            paths::get,
            () -> {
              authors.addAll(all, books);
              return all.stream().map(author -> author.id().name()).toList();
            });
  }

  private record Prepared(
      campus.library.domain.Author author, List<campus.library.domain.Book> books) {}

  private Prepared prepare(CreateAuthorRequest request) {
    var author =
        Violations.within("author", () -> authors.prepare(mapping.creation(request.getAuthor())));
    var withBooks =
        Violations.eachOf(
            BOOKS,
            request.getAuthor().getBooksList(),
            book -> books.prepare(bookMapping.creation(by(author.id(), book))));
    return new Prepared(author, withBooks);
  }

  /** The book with this author in place of any that it names. */
  private static campus.library.v1.Book by(
      Id<campus.library.domain.Author> author, campus.library.v1.Book book) {
    var name = Author.newBuilder().setName(author.toName());
    return book.toBuilder().setAuthor(name).build();
  }
}
