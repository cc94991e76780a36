package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.courses.v1.ImportStudentsRequest;
import campus.courses.v1.ListStudentsRequest;
import campus.courses.v1.Student;
import campus.courses.v1.StudentServiceGrpc;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.User;
import campus.library.v1.Author;
import campus.library.v1.AuthorServiceGrpc;
import campus.library.v1.Book;
import campus.library.v1.BookServiceGrpc;
import campus.library.v1.CreateAuthorRequest;
import campus.library.v1.ImportBooksRequest;
import campus.library.v1.ListBooksRequest;
import campus.publishing.v1.ImportPostsRequest;
import campus.publishing.v1.ImportPostsResponse;
import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.Post;
import campus.publishing.v1.PostServiceGrpc;
import campus.publishing.v1.Tag;
import campus.shared.persistence.testing.Engine;
import campus.shared.v1.ErrorReason;
import campus.shared.v1.RowError;
import campus.staff.v1.Employee;
import campus.staff.v1.EmployeeServiceGrpc;
import campus.staff.v1.GetChainOfCommandRequest;
import campus.staff.v1.ImportEmployeesRequest;
import campus.staff.v1.ListEmployeesRequest;
import com.google.protobuf.Timestamp;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Imports of all kinds, as those who move a community to Campus know them. */
class ImportsIT {

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);

  private static Timestamp at(long seconds) {
    return Timestamp.newBuilder().setSeconds(seconds).build();
  }

  private static ImportPostsRequest post(Client author, String title, String... labels) {
    var post = Post.newBuilder().setTitle(title).setState(Post.State.PUBLISHED);
    for (var label : labels) {
      post.addTags(Tag.newBuilder().setLabel(label));
    }
    return ImportPostsRequest.newBuilder()
        .setPost(post)
        .setAuthor("members/" + author.id())
        .setCreateTime(at(1_500_000_000))
        .build();
  }

  private static ImportPostsResponse send(Client client, List<ImportPostsRequest> rows) {
    return client.send(PostServiceGrpc.getImportPostsMethod(), rows);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void postsComeWithTheirAuthorsAndTimes(Engine engine) {
    var own = RunningCampus.shared(engine);
    var ada = own.newUser();
    var bob = own.newUser();
    var label = "import-" + ada.id();
    var rows = new ArrayList<ImportPostsRequest>();
    for (int i = 0; i < 250; i++) {
      rows.add(post(i % 2 == 0 ? ada : bob, "Imported " + i % 7, label));
    }
    rows.set(3, rows.get(3).toBuilder().setAuthor("members/" + UUID.randomUUID()).build());
    rows.set(104, rows.get(104).toBuilder().setAuthor("members/1").clearPost().build());
    rows.set(105, rows.get(105).toBuilder().setPublishTime(at(1_400_000_000)).build());
    rows.set(106, rows.get(106).toBuilder().setCreateTime(at(9_000_000_000L)).build());
    rows.set(107, rows.get(107).toBuilder().setPublishTime(at(1_500_000_060)).build());

    var imported = send(own.admin(), rows);

    assertThat(imported.getCreatedCount()).isEqualTo(246);
    assertThat(imported.getFailedCount()).isEqualTo(4);
    assertThat(imported.getErrorsList())
        .extracting(RowError::getRow)
        .containsExactly(4, 105, 106, 107);
    assertThat(imported.getErrors(0).getReason()).isEqualTo(ErrorReason.RESOURCE_NOT_FOUND);
    assertThat(imported.getErrors(1).getMessage()).contains("post: is required", "author: ");
    assertThat(imported.getErrors(2).getMessage()).startsWith("publish_time: ");
    assertThat(imported.getErrors(3).getMessage()).startsWith("create_time: ");
    var listed =
        Publishing.of(bob)
            .posts()
            .listPosts(
                ListPostsRequest.newBuilder()
                    .setFilter(
                        "tags.label:\"%s\" AND author.name = \"members/%s\""
                            .formatted(label, bob.id()))
                    .setReadMask(mask("*", "author.post_count", "tags"))
                    .setOrderBy("publish_time desc")
                    .setPageSize(100)
                    .build())
            .getPosts(0);
    assertThat(listed.getCreateTime()).isEqualTo(at(1_500_000_000));
    assertThat(listed.getPublishTime()).isEqualTo(at(1_500_000_060));
    assertThat(listed.getAuthor().getPostCount()).isEqualTo(123);
    assertThat(listed.getTags(0).getPostCount()).isEqualTo(246);
    own.operate("db", "check");
  }

  @Test
  void postsAreForAdminToImport() {
    var ada = campus.newUserWith("LIBRARIAN");

    assertThatThrownBy(() -> send(ada, List.of(post(ada, "Mine"))))
        .hasRootCauseInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("PERMISSION_DENIED");
  }

  @Test
  void anAdminWhoIsNoneAnyMoreImportsNoMore() {
    var ada = campus.newUserWith("ADMIN");
    var stream = ada.stream(PostServiceGrpc.getImportPostsMethod());
    for (int i = 0; i < 100; i++) {
      stream.send(post(ada, "Before", "revoked-" + ada.id()));
    }
    var before =
        ListPostsRequest.newBuilder()
            .setFilter("tags.label:\"revoked-%s\"".formatted(ada.id()))
            .setPageSize(1000)
            .build();
    while (Publishing.of(ada).posts().listPosts(before).getPostsCount() < 100) {
      Thread.onSpinWait();
    }
    campus.revoke(ada.user().getUsername(), "ADMIN");

    stream.send(post(ada, "After"));
    assertThatThrownBy(() -> stream.end().join())
        .isInstanceOf(CompletionException.class)
        .hasMessageContaining(Code.PERMISSION_DENIED.name())
        .hasMessageContaining("earlier rows stay");
    assertThat(Publishing.of(ada).posts().listPosts(before).getPostsCount()).isEqualTo(100);
  }

  @Test
  void anAuthorWhoIsDeletedMeanwhileLosesTheirPosts() {
    var ada = campus.newUser();
    var stream = campus.admin().stream(PostServiceGrpc.getImportPostsMethod());
    for (int i = 0; i < 100; i++) {
      stream.send(post(ada, "Gone"));
    }
    ada.users().deleteUser(DeleteUserRequest.newBuilder().setName("users/me").build());
    for (int i = 0; i < 100; i++) {
      stream.send(post(ada, "Gone"));
    }

    var imported = stream.end().join();

    assertThat(imported.getCreatedCount() + imported.getFailedCount()).isEqualTo(200);
    assertThat(imported.getFailedCount()).isGreaterThanOrEqualTo(100);
    campus.operate("db", "check");
  }

  @Test
  void booksComeWithTheirTimes() {
    var librarian = campus.newUserWith("LIBRARIAN");
    var author =
        librarian
            .within(AuthorServiceGrpc.newBlockingStub(librarian.channel()))
            .createAuthor(
                CreateAuthorRequest.newBuilder()
                    .setAuthor(Author.newBuilder().setDisplayName("J. K."))
                    .build());
    var isbn = "978-3-16-148410-0";
    var rows =
        IntStream.range(0, 5)
            .mapToObj(i ->
                ImportBooksRequest.newBuilder()
                    .setBook(
                        Book.newBuilder()
                            .setTitle("Book " + i)
                            .setAuthor(author)
                            .setIsbn(i == 1 || i == 3 ? isbn : ""))
                    .build())
            .toList();
    var dated = new ArrayList<>(rows);
    dated.set(4, rows.get(4).toBuilder().setCreateTime(at(1_000_000_000)).build());

    var imported = librarian.send(BookServiceGrpc.getImportBooksMethod(), dated);

    assertThat(imported.getCreatedCount()).isEqualTo(3);
    assertThat(imported.getErrorsList())
        .extracting(RowError::getReason)
        .containsExactly(ErrorReason.ISBN_TAKEN, ErrorReason.NOT_ALLOWED);
    assertThat(imported.getErrors(0).getMessage()).startsWith("book.isbn: ");
    assertThat(imported.getErrors(1).getMessage()).startsWith("create_time: ");
    var again = campus.admin().send(BookServiceGrpc.getImportBooksMethod(), List.of(dated.get(4)));
    assertThat(again.getCreatedCount()).isEqualTo(1);
    var books = librarian.within(BookServiceGrpc.newBlockingStub(librarian.channel()));
    // The oldest first.
    var oldest =
        books.listBooks(
            ListBooksRequest.newBuilder()
                .setFilter("author.name = \"%s\"".formatted(author.getName()))
                .build());
    assertThat(oldest.getBooksCount()).isEqualTo(4);
    assertThat(oldest.getBooks(0).getTitle()).isEqualTo("Book 4");
    assertThat(oldest.getBooks(0).getCreateTime()).isEqualTo(at(1_000_000_000));
    assertThat(oldest.getBooks(0).getUpdateTime()).isEqualTo(at(1_000_000_000));
  }

  @Test
  void studentsComeWithTheirUsers() {
    var ada = campus.newUser();
    var student = Student.newBuilder().setUser(User.newBuilder().setName("users/" + ada.id()));
    var nobody =
        Student.newBuilder().setUser(User.newBuilder().setName("users/" + UUID.randomUUID()));
    var rows =
        List.of(
            ImportStudentsRequest.newBuilder()
                .setStudent(student.setDisplayName("Ada"))
                .setCreateTime(at(1_200_000_000))
                .build(),
            ImportStudentsRequest.newBuilder().setStudent(student.setDisplayName("Again")).build(),
            ImportStudentsRequest.newBuilder().setStudent(nobody.setDisplayName("No")).build(),
            ImportStudentsRequest.getDefaultInstance());

    var imported = campus.admin().send(StudentServiceGrpc.getImportStudentsMethod(), rows);

    assertThat(imported.getErrorsList())
        .extracting(RowError::getReason)
        .containsExactly(
            ErrorReason.USER_IS_STUDENT,
            ErrorReason.RESOURCE_NOT_FOUND,
            ErrorReason.INVALID_REQUEST);
    var found =
        ada.within(StudentServiceGrpc.newBlockingStub(ada.channel()))
            .listStudents(
                ListStudentsRequest.newBuilder()
                    .setFilter("user.name = \"users/%s\"".formatted(ada.id()))
                    .build());
    assertThat(found.getStudents(0).getCreateTime()).isEqualTo(at(1_200_000_000));
  }

  @Test
  void employeesNameEarlierRowsAsTheirManagers() {
    var hr = campus.newUserWith("HR");
    var tag = hr.user().getUsername();
    var rows = new ArrayList<ImportEmployeesRequest>();
    for (int i = 1; i <= 300; i++) {
      rows.add(
          ImportEmployeesRequest.newBuilder()
              .setEmployee(Employee.newBuilder().setDisplayName(tag + " " + i))
              // In chunks of their own, in other ones, and in none.
              .setManagerRow(i == 200 ? 250 : i / 8)
              .build());
    }
    rows.set(
        1,
        rows.get(1).toBuilder()
            .setManagerRow(1)
            .setEmployee(
                Employee.newBuilder()
                    .setDisplayName("Both")
                    .setManager(Employee.newBuilder().setName("employees/" + UUID.randomUUID())))
            .build());

    var imported = hr.send(EmployeeServiceGrpc.getImportEmployeesMethod(), rows);

    // The second row, and all below it; and one that is before its manager.
    var refused = new ArrayList<Integer>();
    for (int i = 2; i <= 300; i++) {
      if (i == 2 || i == 200 || refused.contains(i / 8)) {
        refused.add(i);
      }
    }
    assertThat(imported.getErrorsList()).extracting(RowError::getRow).isEqualTo(refused);
    assertThat(imported.getCreatedCount()).isEqualTo(300 - refused.size());
    assertThat(imported.getErrors(0).getMessage())
        .isEqualTo("manager_row: give either manager_row or employee.manager");
    var employees = hr.within(EmployeeServiceGrpc.newBlockingStub(hr.channel()));
    var last =
        employees
            .listEmployees(
                ListEmployeesRequest.newBuilder()
                    .setFilter("display_name = \"%s 300\"".formatted(tag))
                    .build())
            .getEmployees(0);
    var chain =
        employees.getChainOfCommand(
            GetChainOfCommandRequest.newBuilder().setName(last.getName()).build());
    assertThat(chain.getEmployeesList())
        .extracting(Employee::getDisplayName)
        .containsExactly(tag + " 37", tag + " 4");
    assertThat(chain.getEmployees(0).getSubordinateCount()).isEqualTo(8 - 3);
    campus.operate("db", "check");
  }
}
