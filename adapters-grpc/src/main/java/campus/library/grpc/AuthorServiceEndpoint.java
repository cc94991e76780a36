package campus.library.grpc;

import static campus.library.application.LibraryResources.AUTHOR;

import campus.library.application.AuthorUseCases;
import campus.library.application.LibraryUseCases;
import campus.library.domain.AuthorId;
import campus.library.domain.Book;
import campus.library.domain.BookId;
import campus.library.v1.Author;
import campus.library.v1.AuthorServiceGrpc.AuthorServiceImplBase;
import campus.library.v1.CreateAuthorRequest;
import campus.library.v1.DeleteAuthorRequest;
import campus.library.v1.GetAuthorRequest;
import campus.library.v1.ListAuthorsRequest;
import campus.library.v1.ListAuthorsResponse;
import campus.library.v1.UpdateAuthorRequest;
import campus.shared.application.EntityUseCases;
import campus.shared.application.ReadMask;
import campus.shared.grpc.Answers;
import campus.shared.grpc.EntityMethods;
import campus.shared.grpc.Names;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.StandardMethods;
import campus.shared.grpc.Violations;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class AuthorServiceEndpoint extends AuthorServiceImplBase {

  private static final Author MESSAGE = Author.getDefaultInstance();
  private static final String BOOKS = "author.books";
  private static final ReadMask WITH_BOOKS = ReadMask.of("*", "books");

  private final AuthorUseCases authors;
  private final EntityUseCases<BookId, Book> books;
  private final StandardMethods methods;
  private final EntityMethods<AuthorId, campus.library.domain.Author, Author> writes;

  AuthorServiceEndpoint(LibraryUseCases library, StandardMethods methods) {
    this.authors = library.authors();
    this.books = library.books();
    this.methods = methods;
    this.writes =
        new EntityMethods<>(
            methods, AUTHOR, MESSAGE, authors, AuthorId::new, new LibraryProtos.AuthorMapping());
  }

  @Override
  public void getAuthor(GetAuthorRequest request, StreamObserver<Author> answer) {
    Answers.one(answer, methods.get(AUTHOR, MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listAuthors(ListAuthorsRequest request, StreamObserver<ListAuthorsResponse> answer) {
    Answers.one(answer, methods.list(AUTHOR, request, ListAuthorsResponse.getDefaultInstance()));
  }

  @Override
  public void createAuthor(CreateAuthorRequest request, StreamObserver<Author> answer) {
    var author = writes.prepare(request);
    var withBooks =
        Violations.eachOf(
            BOOKS,
            request.getAuthor().getBooksList(),
            book -> books.prepare(LibraryProtos.creation(book, author.id())));
    Answers.one(
        answer,
        methods.create(
            request,
            MESSAGE,
            WITH_BOOKS,
            () ->
                Violations.withinEach(
                    BOOKS,
                    "",
                    () -> {
                      authors.add(author, withBooks);
                      return AUTHOR.named(author.id().value());
                    })));
  }

  @Override
  public void updateAuthor(UpdateAuthorRequest request, StreamObserver<Author> answer) {
    Answers.one(answer, writes.update(request));
  }

  @Override
  public void deleteAuthor(DeleteAuthorRequest request, StreamObserver<Empty> answer) {
    var author = new AuthorId(Names.parse(AUTHOR, "name", request.getName()).id());
    var etag = SharedProtos.etag(request.getEtag());
    Answers.one(
        answer, methods.delete(request, () -> authors.delete(author, etag, request.getForce())));
  }
}
