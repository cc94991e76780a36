package campus.server.endtoend;

import static campus.server.endtoend.LibraryBudgets.authors;
import static campus.server.endtoend.LibraryBudgets.books;
import static org.assertj.core.api.Assertions.assertThat;

import campus.library.v1.Author;
import campus.library.v1.BatchCreateBooksRequest;
import campus.library.v1.BatchGetBooksRequest;
import campus.library.v1.Book;
import campus.library.v1.CreateAuthorRequest;
import campus.library.v1.CreateBookRequest;
import campus.library.v1.DeleteAuthorRequest;
import campus.library.v1.DeleteBookRequest;
import campus.library.v1.GetAuthorRequest;
import campus.library.v1.GetBookRequest;
import campus.library.v1.ListAuthorsRequest;
import campus.library.v1.ListBooksRequest;
import campus.library.v1.UpdateAuthorRequest;
import campus.library.v1.UpdateBookRequest;
import campus.shared.persistence.testing.Engine;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The library, over the wire. */
class LibraryIT {

  private static final String NOBODY = "authors/01890a5d-ac96-774b-bcce-b302099a8057";
  private static final String NOTHING = "books/01890a5d-ac96-774b-bcce-b302099a8057";
  private static final AtomicInteger NUMBERS = new AtomicInteger();

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Client librarian = campus.newUserWith("LIBRARIAN");
  private final Client visitor = campus.anonymous();

  /** A valid ISBN that no other test has. */
  private static String isbn() {
    var body = "979%09d".formatted(NUMBERS.incrementAndGet());
    int sum = 0;
    for (int i = 0; i < body.length(); i++) {
      sum += (i % 2 == 0 ? 1 : 3) * (body.charAt(i) - '0');
    }
    return body + (10 - sum % 10) % 10;
  }

  private static Book.Builder book(String title) {
    return Book.newBuilder().setTitle(title);
  }

  private Author create(String displayName, Book.Builder... books) {
    return authors(librarian).createAuthor(creation(displayName, books));
  }

  private static CreateAuthorRequest creation(String displayName, Book.Builder... books) {
    var author = Author.newBuilder().setDisplayName(displayName);
    List.of(books).forEach(author::addBooks);
    return CreateAuthorRequest.newBuilder().setAuthor(author).build();
  }

  private Author get(String name, String... mask) {
    return authors(visitor)
        .getAuthor(
            GetAuthorRequest.newBuilder()
                .setName(name)
                .setReadMask(FieldMask.newBuilder().addAllPaths(List.of(mask)))
                .build());
  }

  private static UpdateBookRequest update(Book.Builder book, String... mask) {
    return UpdateBookRequest.newBuilder()
        .setBook(book)
        .setUpdateMask(FieldMask.newBuilder().addAllPaths(List.of(mask)))
        .build();
  }

  @Test
  void isbnsAreFoundInEachOfTheirForms() {
    var made = create("J. K. Rowling", book("Harry Potter").setIsbn("0-7475-3269-9"));

    for (var form : List.of("0-7475-3269-9", "0747532699", "978-0-7475-3269-9", "9780747532699")) {
      var filter = "isbn = \"" + form + "\"";
      assertThat(
              books(visitor)
                  .listBooks(ListBooksRequest.newBuilder().setFilter(filter).build())
                  .getBooksList())
          .as(form)
          .extracting(Book::getName)
          .containsExactly(made.getBooks(0).getName());
    }
  }

  @Test
  void anAuthorComesWithBooks() {
    var isbn = isbn();

    var made =
        create("J. K. Rowling", book("Harry Potter").setIsbn(isbn).setPublishYear(1997), book("2"));

    assertThat(made.getDisplayName()).isEqualTo("J. K. Rowling");
    assertThat(made.getBooksList()).extracting(Book::getTitle).containsExactly("Harry Potter", "2");
    assertThat(made.getBooks(0).getIsbn()).isEqualTo(isbn);
    assertThat(made.getBooks(0).getPublishYear()).isEqualTo(1997);
    assertThat(made.getBooks(0).getAuthor().getName()).isEqualTo(made.getName());
    assertThat(get(made.getName(), "*", "books")).isEqualTo(made);
    assertThat(get(made.getName(), "display_name", "books.title").getBooksList())
        .extracting(Book::getTitle)
        .containsExactly("Harry Potter", "2");
    assertThat(get(made.getName()).getBooksList()).isEmpty();
  }

  @Test
  void aBookThatIsRefusedTakesTheAuthorWithIt() {
    var isbn = isbn();
    var _ = create("First", book("One").setIsbn(isbn));
    var name = "Second " + UUID.randomUUID();

    FailedCall.of(() -> create(name, book("Two").setIsbn(isbn()), book("Three").setIsbn(isbn)))
        .is(Code.ALREADY_EXISTS, "ISBN_TAKEN")
        .names("author.books[1].isbn");

    assertThat(campus.query("SELECT id FROM authors WHERE display_name = ?", name)).isEmpty();
  }

  @Test
  void tellsAllThatIsWrong() {
    FailedCall.of(() -> create("", book("")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("author.display_name", "author.books");
    FailedCall.of(() -> create("A", book("One").setIsbn("9780747532690"), book(" ").setIsbn("1")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("author.books[0].isbn", "author.books[1].isbn");
    FailedCall.of(() -> create("A", book("\t\n")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("author.books[0].title");
    FailedCall.of(() -> create(" ")).is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
    FailedCall.of(() -> create("NUL \0")).names("author.display_name");
    FailedCall.of(() -> create("x".repeat(201))).names("author.display_name");
    FailedCall.of(() -> create("A", book("x".repeat(301)).setPublishYear(-1)))
        .names("author.books[0].title", "author.books[0].publish_year");
  }

  @ParameterizedTest
  @ValueSource(strings = {"100 % _ \\ \"", "\uD83D\uDCDA\uD83D\uDC51", "'; DROP TABLE books; --"})
  void takesAnyText(String text) {
    var made = create(text, book(text));

    assertThat(made.getDisplayName()).isEqualTo(text);
    assertThat(
            books(visitor)
                .listBooks(
                    ListBooksRequest.newBuilder()
                        .setFilter(
                            "author = \""
                                + made.getName()
                                + "\" AND title = \""
                                + text.replace("\\", "\\\\").replace("\"", "\\\"")
                                + "\"")
                        .build())
                .getBooksList())
        .hasSize(1);
  }

  @Test
  void booksAreMadeChangedMovedAndDeleted() {
    var author = create("J. K. Rowling");
    var other = create("Robert Galbraith");
    var made =
        books(librarian)
            .createBook(
                CreateBookRequest.newBuilder()
                    .setBook(book("The Cuckoo's Calling").setAuthor(author).setIsbn(isbn()))
                    .build());
    assertThat(made.getAuthor().getName()).isEqualTo(author.getName());

    var moved =
        books(librarian)
            .updateBook(
                update(
                    made.toBuilder().clearIsbn().setPublishYear(2013).setAuthor(other),
                    "author",
                    "isbn",
                    "publish_year"));

    assertThat(moved.getAuthor().getName()).isEqualTo(other.getName());
    assertThat(moved.getIsbn()).isEmpty();
    assertThat(moved.getTitle()).isEqualTo(made.getTitle());
    assertThat(moved.getEtag()).isNotEqualTo(made.getEtag());
    assertThat(get(other.getName(), "books").getBooksCount()).isEqualTo(1);
    assertThat(get(author.getName(), "books").getBooksCount()).isZero();

    FailedCall.of(() -> books(librarian).updateBook(update(made.toBuilder().setTitle("Stale"))))
        .is(Code.ABORTED, "STALE_ETAG");
    FailedCall.of(() ->
            books(librarian)
                .deleteBook(
                    DeleteBookRequest.newBuilder()
                        .setName(made.getName())
                        .setEtag(made.getEtag())
                        .build()))
        .is(Code.ABORTED, "STALE_ETAG");
    var _ =
        books(librarian).deleteBook(DeleteBookRequest.newBuilder().setName(made.getName()).build());
    FailedCall.of(() ->
            books(visitor).getBook(GetBookRequest.newBuilder().setName(made.getName()).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(made.getName());
  }

  @Test
  void whatABookRefersToHasToBeThere() {
    var made = create("A", book("One")).getBooks(0);
    var orphan = book("Orphan").setAuthor(Author.newBuilder().setName(NOBODY));

    FailedCall.of(() ->
            books(librarian).createBook(CreateBookRequest.newBuilder().setBook(orphan).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY);
    FailedCall.of(() ->
            books(librarian)
                .updateBook(
                    update(
                        made.toBuilder().setAuthor(Author.newBuilder().setName(NOBODY)), "author")))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY);
    FailedCall.of(() ->
            books(librarian)
                .updateBook(update(made.toBuilder().clearAuthor().setTitle("B"), "author")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("book.author");
    FailedCall.of(() ->
            books(librarian)
                .createBook(
                    CreateBookRequest.newBuilder()
                        .setBook(book("B").setAuthor(Author.newBuilder().setName(made.getName())))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("book.author.name");
    FailedCall.of(() -> books(librarian).updateBook(update(book("B").setName(NOTHING))))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOTHING);
    FailedCall.of(() ->
            books(librarian).createBook(CreateBookRequest.newBuilder().setBook(book("B")).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("book.author.name");
  }

  @Test
  void booksComeInBatches() {
    var author = create("A");
    var taken = isbn();
    var request =
        BatchCreateBooksRequest.newBuilder()
            .addRequests(creation(book("One").setAuthor(author).setIsbn(taken)))
            .addRequests(creation(book("Two").setAuthor(author)));

    var made = books(librarian).batchCreateBooks(request.build()).getBooksList();

    assertThat(made).extracting(Book::getTitle).containsExactly("One", "Two");
    assertThat(
            books(visitor)
                .batchGetBooks(
                    BatchGetBooksRequest.newBuilder()
                        .addNames(made.get(1).getName())
                        .addNames(made.get(0).getName())
                        .build())
                .getBooksList())
        .containsExactly(made.get(1), made.get(0));
    FailedCall.of(() ->
            books(librarian)
                .batchCreateBooks(
                    BatchCreateBooksRequest.newBuilder()
                        .addRequests(creation(book("Three").setAuthor(author)))
                        .addRequests(creation(book("Four").setAuthor(author).setIsbn(taken)))
                        .build()))
        .is(Code.ALREADY_EXISTS, "ISBN_TAKEN")
        .names("requests[1].book.isbn");
    FailedCall.of(() ->
            books(librarian)
                .batchCreateBooks(
                    BatchCreateBooksRequest.newBuilder()
                        .addRequests(creation(book(" ").setAuthor(author)))
                        .addRequests(creation(book("B").setAuthor(author).setIsbn("1")))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[0].book.title", "requests[1].book.isbn");
    FailedCall.of(
            () -> books(librarian).batchCreateBooks(BatchCreateBooksRequest.getDefaultInstance()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests");
    assertThat(get(author.getName(), "books").getBooksCount()).isEqualTo(2);
  }

  private static CreateBookRequest creation(Book.Builder book) {
    return CreateBookRequest.newBuilder().setBook(book).build();
  }

  @Test
  void listsAskAcrossBothRelations() {
    var tag = UUID.randomUUID().toString();
    var jane = create("J " + tag, book("Emma").setPublishYear(1815), book("Persuasion"));
    var _ = create("K " + tag, book("Emma"));

    assertThat(
            books(visitor)
                .listBooks(
                    ListBooksRequest.newBuilder()
                        .setFilter("author.display_name = \"J " + tag + "*\"")
                        .setOrderBy("title desc")
                        .setTotalSize(true)
                        .build())
                .getBooksList())
        .extracting(Book::getTitle)
        .containsExactly("Persuasion", "Emma");
    assertThat(
            authors(visitor)
                .listAuthors(
                    ListAuthorsRequest.newBuilder()
                        .setFilter("books.title:\"Emma\" AND display_name = \"*" + tag + "\"")
                        .setOrderBy("display_name desc")
                        .build())
                .getAuthorsList())
        .extracting(Author::getDisplayName)
        .containsExactly("K " + tag, "J " + tag);
    assertThat(
            books(visitor)
                .listBooks(
                    ListBooksRequest.newBuilder()
                        .setFilter("author = \"" + jane.getName() + "\" AND NOT publish_year:*")
                        .build())
                .getBooksList())
        .extracting(Book::getTitle)
        .containsExactly("Persuasion");
  }

  @Test
  void authorsAreRenamedAndDeleted() {
    var author = create("Rowling", book("One"));

    var renamed =
        authors(librarian)
            .updateAuthor(
                UpdateAuthorRequest.newBuilder()
                    .setAuthor(author.toBuilder().setDisplayName("J. K. Rowling"))
                    .build());
    assertThat(renamed.getDisplayName()).isEqualTo("J. K. Rowling");
    FailedCall.of(() ->
            authors(librarian)
                .updateAuthor(
                    UpdateAuthorRequest.newBuilder()
                        .setAuthor(author.toBuilder().clearEtag().setDisplayName(""))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("display_name"))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("author.display_name");
    var delete = DeleteAuthorRequest.newBuilder().setName(author.getName());
    FailedCall.of(() -> authors(librarian).deleteAuthor(delete.build()))
        .is(Code.FAILED_PRECONDITION, "AUTHOR_HAS_BOOKS");
    FailedCall.of(() -> authors(librarian).deleteAuthor(delete.setEtag(author.getEtag()).build()))
        .is(Code.ABORTED, "STALE_ETAG");
    var _ = authors(librarian).deleteAuthor(delete.clearEtag().setForce(true).build());
    FailedCall.of(() -> authors(librarian).deleteAuthor(delete.build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(author.getName());
    assertThat(
            campus.query(
                "SELECT title FROM books WHERE author_id = ?::uuid",
                author.getName().substring("authors/".length())))
        .isEmpty();
  }

  @Test
  void onlyLibrariansWrite() {
    var author = create("A", book("One"));
    var member = campus.newUser();

    FailedCall.of(() -> authors(member).createAuthor(creation("B")))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> authors(visitor).createAuthor(creation("B")))
        .is(Code.UNAUTHENTICATED, "SIGN_IN_REQUIRED");
    FailedCall.of(() ->
            books(member)
                .deleteBook(
                    DeleteBookRequest.newBuilder().setName(author.getBooks(0).getName()).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    assertThat(authors(campus.admin()).createAuthor(creation("C")).getName()).isNotEmpty();
  }

  @Test
  void writesCanBeTriedAndRepeated() {
    var request = creation("Twice", book("Once")).toBuilder();
    var tried = authors(librarian).createAuthor(request.setValidateOnly(true).build());
    request.setValidateOnly(false).setRequestId(UUID.randomUUID().toString());

    var made = authors(librarian).createAuthor(request.build());
    var again = authors(librarian).createAuthor(request.build());

    assertThat(again).isEqualTo(made);
    FailedCall.of(() -> get(tried.getName())).is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
  }
}
