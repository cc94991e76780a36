package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;

import campus.library.v1.Author;
import campus.library.v1.AuthorServiceGrpc;
import campus.library.v1.AuthorServiceGrpc.AuthorServiceBlockingStub;
import campus.library.v1.BatchGetBooksRequest;
import campus.library.v1.Book;
import campus.library.v1.BookServiceGrpc;
import campus.library.v1.BookServiceGrpc.BookServiceBlockingStub;
import campus.library.v1.CreateAuthorRequest;
import campus.library.v1.CreateBookRequest;
import campus.library.v1.DeleteAuthorRequest;
import campus.library.v1.DeleteBookRequest;
import campus.library.v1.GetAuthorRequest;
import campus.library.v1.GetBookRequest;
import campus.library.v1.ImportBooksRequest;
import campus.library.v1.ListAuthorsRequest;
import campus.library.v1.ListBooksRequest;
import campus.library.v1.UpdateAuthorRequest;
import campus.library.v1.UpdateBookRequest;
import com.google.protobuf.FieldMask;
import java.util.Collections;

/** What the methods of the library may take. */
final class LibraryBudgets {

  private static final String AUTHORS = "campus.library.v1.AuthorService/";
  private static final String BOOKS = "campus.library.v1.BookService/";

  private static final FieldMask WITH_BOOKS = mask("*", "books.title");
  private static final FieldMask WITH_AUTHOR = mask("*", "author.display_name");

  private LibraryBudgets() {}

  static void declare(StatementBudgets budgets) {
    budgets.user(
        AUTHORS + "GetAuthor",
        1,
        campus -> {
          var author = author(campus, 60);
          return client ->
              authors(client)
                  .getAuthor(
                      GetAuthorRequest.newBuilder()
                          .setName(author.getName())
                          .setReadMask(WITH_BOOKS)
                          .build());
        });
    budgets.user(
        AUTHORS + "ListAuthors",
        1,
        campus -> {
          var _ = author(campus, 3);
          return client ->
              authors(client)
                  .listAuthors(ListAuthorsRequest.newBuilder().setReadMask(WITH_BOOKS).build());
        });
    // Author, books; the answer.
    budgets.admin(
        AUTHORS + "CreateAuthor", 3, _ -> client -> authors(client).createAuthor(creation(100)));
    // Author under lock, author; the answer.
    budgets.admin(
        AUTHORS + "UpdateAuthor",
        3,
        campus -> {
          var author = author(campus, 1);
          return client ->
              authors(client)
                  .updateAuthor(
                      UpdateAuthorRequest.newBuilder()
                          .setAuthor(author.toBuilder().setDisplayName("Robert Galbraith"))
                          .build());
        });
    // Author under lock, books, author.
    budgets.admin(
        AUTHORS + "DeleteAuthor",
        3,
        campus -> {
          var author = author(campus, 100);
          return client ->
              authors(client)
                  .deleteAuthor(
                      DeleteAuthorRequest.newBuilder()
                          .setName(author.getName())
                          .setForce(true)
                          .build());
        });

    budgets.user(
        BOOKS + "GetBook",
        1,
        campus -> {
          var name = author(campus, 1).getBooks(0).getName();
          return client ->
              books(client)
                  .getBook(
                      GetBookRequest.newBuilder().setName(name).setReadMask(WITH_AUTHOR).build());
        });
    budgets.user(
        BOOKS + "BatchGetBooks",
        1,
        campus -> {
          var names = author(campus, 50).getBooksList().stream().map(Book::getName).toList();
          return client ->
              books(client)
                  .batchGetBooks(
                      BatchGetBooksRequest.newBuilder()
                          .addAllNames(names)
                          .setReadMask(WITH_AUTHOR)
                          .build());
        });
    budgets.user(
        BOOKS + "ListBooks",
        1,
        campus -> {
          var _ = author(campus, 30);
          return client ->
              books(client)
                  .listBooks(
                      ListBooksRequest.newBuilder()
                          .setFilter("author.display_name = \"J*\"")
                          .setReadMask(WITH_AUTHOR)
                          .build());
        });
    // Book; the answer.
    budgets.admin(
        BOOKS + "CreateBook",
        2,
        campus -> {
          var request = bookCreation(author(campus, 0));
          return client -> books(client).createBook(request);
        });
    // Savepoints do not count: books, once for each hundred rows.
    budgets.admin(
        BOOKS + "ImportBooks",
        1,
        campus -> {
          var book = bookCreation(author(campus, 0)).getBook();
          var row = ImportBooksRequest.newBuilder().setBook(book).build();
          return client ->
              client.send(BookServiceGrpc.getImportBooksMethod(), Collections.nCopies(100, row));
        });
    // Book under lock, book; the answer.
    budgets.admin(
        BOOKS + "UpdateBook",
        3,
        campus -> {
          var book = author(campus, 1).getBooks(0);
          var other = author(campus, 0);
          return client ->
              books(client)
                  .updateBook(
                      UpdateBookRequest.newBuilder()
                          .setBook(book.toBuilder().setAuthor(other))
                          .build());
        });
    // Book under lock, book.
    budgets.admin(
        BOOKS + "DeleteBook",
        2,
        campus -> {
          var name = author(campus, 1).getBooks(0).getName();
          return client ->
              books(client).deleteBook(DeleteBookRequest.newBuilder().setName(name).build());
        });
  }

  static AuthorServiceBlockingStub authors(Client client) {
    return client.within(AuthorServiceGrpc.newBlockingStub(client.channel()));
  }

  static BookServiceBlockingStub books(Client client) {
    return client.within(BookServiceGrpc.newBlockingStub(client.channel()));
  }

  /** A new author with this many books; answers hold the first 50. */
  static Author author(RunningCampus campus, int books) {
    return authors(campus.admin()).createAuthor(creation(books));
  }

  private static CreateAuthorRequest creation(int books) {
    var author = Author.newBuilder().setDisplayName("J. K. Rowling");
    for (int i = 0; i < books; i++) {
      author.addBooks(Book.newBuilder().setTitle("Harry Potter " + i));
    }
    return CreateAuthorRequest.newBuilder().setAuthor(author).build();
  }

  private static CreateBookRequest bookCreation(Author author) {
    return CreateBookRequest.newBuilder()
        .setBook(Book.newBuilder().setTitle("The Casual Vacancy").setAuthor(author))
        .build();
  }
}
