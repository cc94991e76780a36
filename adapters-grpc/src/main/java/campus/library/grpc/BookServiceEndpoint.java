package campus.library.grpc;

import static campus.library.application.LibraryResources.BOOK;

import campus.library.application.LibraryUseCases;
import campus.library.domain.BookId;
import campus.library.v1.BatchCreateBooksRequest;
import campus.library.v1.BatchCreateBooksResponse;
import campus.library.v1.BatchGetBooksRequest;
import campus.library.v1.BatchGetBooksResponse;
import campus.library.v1.Book;
import campus.library.v1.BookServiceGrpc.BookServiceImplBase;
import campus.library.v1.CreateBookRequest;
import campus.library.v1.DeleteBookRequest;
import campus.library.v1.GetBookRequest;
import campus.library.v1.ListBooksRequest;
import campus.library.v1.ListBooksResponse;
import campus.library.v1.UpdateBookRequest;
import campus.shared.grpc.Answers;
import campus.shared.grpc.EntityMethods;
import campus.shared.grpc.StandardMethods;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class BookServiceEndpoint extends BookServiceImplBase {

  private static final Book MESSAGE = Book.getDefaultInstance();

  private final StandardMethods methods;
  private final EntityMethods<BookId, campus.library.domain.Book, Book> writes;

  BookServiceEndpoint(LibraryUseCases library, StandardMethods methods) {
    this.methods = methods;
    this.writes =
        new EntityMethods<>(
            methods, BOOK, MESSAGE, library.books(), BookId::new, new LibraryProtos.BookMapping());
  }

  @Override
  public void getBook(GetBookRequest request, StreamObserver<Book> answer) {
    Answers.one(answer, methods.get(BOOK, MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void batchGetBooks(
      BatchGetBooksRequest request, StreamObserver<BatchGetBooksResponse> answer) {
    var found = methods.batchGet(BOOK, MESSAGE, request.getNamesList(), request.getReadMask());
    Answers.one(answer, BatchGetBooksResponse.newBuilder().addAllBooks(found).build());
  }

  @Override
  public void listBooks(ListBooksRequest request, StreamObserver<ListBooksResponse> answer) {
    Answers.one(answer, methods.list(BOOK, request, ListBooksResponse.getDefaultInstance()));
  }

  @Override
  public void createBook(CreateBookRequest request, StreamObserver<Book> answer) {
    Answers.one(answer, writes.create(request));
  }

  @Override
  public void batchCreateBooks(
      BatchCreateBooksRequest request, StreamObserver<BatchCreateBooksResponse> answer) {
    Answers.one(answer, writes.batchCreate(request, BatchCreateBooksResponse.getDefaultInstance()));
  }

  @Override
  public void updateBook(UpdateBookRequest request, StreamObserver<Book> answer) {
    Answers.one(answer, writes.update(request));
  }

  @Override
  public void deleteBook(DeleteBookRequest request, StreamObserver<Empty> answer) {
    Answers.one(answer, writes.delete(request));
  }
}
