package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.persistence.testing.Engine;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.grpc.Status.Code;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Many resources at once: all of them or none, by requests, by names or by a filter. */
class BatchesIT {

  private static final String ACCOUNTS = "campus.wallet.v1.AccountService/";
  private static final String AUTHORS = "campus.library.v1.AuthorService/";
  private static final String BOOKS = "campus.library.v1.BookService/";
  private static final String COURSES = "campus.courses.v1.CourseService/";
  private static final String STUDENTS = "campus.courses.v1.StudentService/";
  private static final String EMPLOYEES = "campus.staff.v1.EmployeeService/";
  private static final String CATEGORIES = "campus.publishing.v1.CategoryService/";
  private static final String POSTS = "campus.publishing.v1.PostService/";
  private static final String TAGS = "campus.publishing.v1.TagService/";
  private static final String COMMENTS = "campus.publishing.v1.CommentService/";
  private static final String ENROLLMENTS = "campus.courses.v1.EnrollmentService/";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Reflection reflection = new Reflection(campus.anonymous().channel());
  private final Client admin = campus.admin();
  private final String unique = UUID.randomUUID().toString();

  @SuppressWarnings("AnnotateFormatMethod") // tests do without that annotation's library
  private DynamicMessage call(String method, String json, Object... values) {
    return callAs(admin, method, json, values);
  }

  @SuppressWarnings("AnnotateFormatMethod") // tests do without that annotation's library
  private DynamicMessage callAs(Client client, String method, String json, Object... values) {
    return reflection.call(client.channel(), method, json.formatted(values));
  }

  /** What the resources of an answer have in a field. */
  private static List<Object> values(DynamicMessage answer, String field) {
    var all = (List<?>) answer.getField(answer.getDescriptorForType().findFieldByNumber(1));
    return all.stream().map(one -> value((Message) one, field)).toList();
  }

  private static Object value(Message resource, String field) {
    return resource.getField(resource.getDescriptorForType().findFieldByName(field));
  }

  private static String quoted(List<Object> names) {
    return "'" + String.join("', '", names.stream().map(String::valueOf).toList()) + "'";
  }

  @Test
  void authorsComeWithTheirBooksAllOrNone() {
    var made =
        call(
            AUTHORS + "BatchCreateAuthors",
            """
            {requests: [
              {author: {displayName: 'A %1$s', books: [{title: 'One', isbn: '9780306406157'}]}},
              {author: {displayName: 'B %1$s', books: [{title: 'Two'}, {title: 'Three'}]}}],
             readMask: 'displayName,books.title'}
            """,
            unique);

    assertThat(values(made, "display_name")).containsExactly("A " + unique, "B " + unique);
    assertThat(values(made, "books"))
        .extracting(books -> ((List<?>) books).size())
        .containsExactly(1, 2);
    FailedCall.of(() ->
            call(
                AUTHORS + "BatchCreateAuthors",
                """
                {requests: [
                  {author: {displayName: 'C %1$s', books: [{title: 'Four'}]}},
                  {author: {displayName: 'D %1$s',
                    books: [{title: 'Five'}, {title: 'Six', isbn: '9780306406157'}]}}]}
                """,
                unique))
        .is(Code.ALREADY_EXISTS, "ISBN_TAKEN")
        .names("requests[1].author.books[1].isbn");
    assertThat(found(AUTHORS + "ListAuthors", "display_name = \\\"*" + unique + "\\\"")).hasSize(2);

    var names = quoted(values(made, "name"));
    var refusal = FailedCall.of(() -> call(AUTHORS + "BatchDeleteAuthors", "{names: [%s]}", names));
    refusal.is(Code.FAILED_PRECONDITION, "AUTHOR_HAS_BOOKS");
    assertThat(refusal.message()).contains(String.valueOf(values(made, "name").getFirst()));
    var _ = call(AUTHORS + "BatchDeleteAuthors", "{names: [%s], force: true}", names);

    assertThat(found(AUTHORS + "ListAuthors", "display_name = \\\"*" + unique + "\\\"")).isEmpty();
  }

  private List<Object> found(String list, String filter) {
    return values(call(list, "{filter: \"%s\"}", filter), "name");
  }

  @Test
  void booksChangeAndGoByAFilter() {
    var author = LibraryBudgets.author(campus, 3).getName();
    var filter = "author = \\\"" + author + "\\\"";

    FailedCall.of(() ->
            call(
                BOOKS + "BatchUpdateBooks",
                "{filter: \"%s\", expectedCount: 2, book: {publishYear: 1999}}",
                filter))
        .is(Code.FAILED_PRECONDITION, "COUNT_DIFFERS");
    var changed =
        call(
            BOOKS + "BatchUpdateBooks",
            "{filter: \"%s\", expectedCount: 3, book: {publishYear: 1999}}",
            filter);
    var more =
        call(
            BOOKS + "BatchUpdateBooks",
            "{requests: [{book: {name: '%s', title: 'Changed'}}], readMask: 'title,publishYear'}",
            values(changed, "name").get(1));

    assertThat(values(changed, "publish_year")).containsExactly(1999, 1999, 1999);
    assertThat(values(more, "title")).containsExactly("Changed");
    assertThat(values(more, "publish_year")).containsExactly(1999);

    FailedCall.of(
            () -> call(BOOKS + "BatchDeleteBooks", "{filter: \"%s\", expectedCount: 4}", filter))
        .is(Code.FAILED_PRECONDITION, "COUNT_DIFFERS");
    var _ = call(BOOKS + "BatchDeleteBooks", "{filter: \"%s\", expectedCount: 3}", filter);
    assertThat(found(BOOKS + "ListBooks", filter)).isEmpty();
  }

  @Test
  void whatIsToGoIsNamedOnceAndThere() {
    var name = LibraryBudgets.author(campus, 1).getBooks(0).getName();
    var nothing = "books/" + UUID.randomUUID();

    FailedCall.of(() -> call(BOOKS + "BatchDeleteBooks", "{names: ['%1$s', '%1$s']}", name))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("names[1]");
    FailedCall.of(() -> call(BOOKS + "BatchDeleteBooks", "{}"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("names");
    FailedCall.of(() -> call(BOOKS + "BatchDeleteBooks", "{filter: 'title = x'}"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("expected_count");
    FailedCall.of(() -> call(BOOKS + "BatchDeleteBooks", "{names: ['%s', '%s']}", name, nothing))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(nothing);

    assertThat(values(call(BOOKS + "BatchGetBooks", "{names: ['%s']}", name), "name"))
        .containsExactly(name);
  }

  @Test
  void coursesAndStudentsFreeTheSeatsOfThoseWhoGo() {
    var courses =
        values(
            call(
                COURSES + "BatchCreateCourses",
                "{requests: [{course: {title: 'A', capacity: 5}}, {course: {title: 'B', capacity:"
                    + " 5}}]}"),
            "name");
    var students =
        values(
            call(
                STUDENTS + "BatchCreateStudents",
                "{requests: [{student: {displayName: 'Ada'}}, {student: {displayName: 'Bob'}}]}"),
            "name");
    for (var student : students) {
      for (var course : courses) {
        var _ =
            call(
                "campus.courses.v1.EnrollmentService/EnrollStudent",
                "{student: '%s', course: '%s'}",
                student,
                course);
      }
    }

    FailedCall.of(() -> call(STUDENTS + "BatchDeleteStudents", "{names: [%s]}", quoted(students)))
        .is(Code.FAILED_PRECONDITION, "HAS_ENROLLMENTS");
    FailedCall.of(() -> call(COURSES + "BatchDeleteCourses", "{names: [%s]}", quoted(courses)))
        .is(Code.FAILED_PRECONDITION, "HAS_ENROLLMENTS");
    var _ = call(STUDENTS + "BatchDeleteStudents", "{names: [%s], force: true}", quoted(students));

    var left = call(COURSES + "BatchGetCourses", "{names: [%s]}", quoted(courses));
    assertThat(values(left, "enrolled_count")).containsExactly(0, 0);
    var _ = call(COURSES + "BatchDeleteCourses", "{names: [%s]}", quoted(courses));
  }

  @Test
  void employeesWhoStayMoveUp() {
    var top = StaffBudgets.employee(campus, "Top", null).getName();
    var middle =
        call(
            EMPLOYEES + "BatchCreateEmployees",
            """
            {requests: [
              {employee: {displayName: 'M', title: '%1$s', manager: {name: '%2$s'}}},
              {employee: {displayName: 'N', title: '%1$s', manager: {name: '%2$s'}}}]}
            """,
            unique,
            top);
    var low =
        call(
            EMPLOYEES + "BatchCreateEmployees",
            "{requests: [{employee: {displayName: 'L', manager: {name: '%s'}}}]}",
            values(middle, "name").getFirst());

    var filter = "title = \\\"" + unique + "\\\"";
    FailedCall.of(() ->
            call(EMPLOYEES + "BatchDeleteEmployees", "{filter: \"%s\", expectedCount: 2}", filter))
        .is(Code.FAILED_PRECONDITION, "HAS_SUBORDINATES");
    var _ =
        call(
            EMPLOYEES + "BatchDeleteEmployees",
            "{filter: \"%s\", expectedCount: 2, policy: 'REASSIGN'}",
            filter);

    var below = call(EMPLOYEES + "ListEmployees", "{parent: '%s'}", top);
    assertThat(values(below, "name")).isEqualTo(values(low, "name"));
  }

  @Test
  void categoriesWithLikeLabelsGetSlugsOfTheirOwn() {
    var made =
        call(
            CATEGORIES + "BatchCreateCategories",
            "{requests: [{category: {label: 'S %1$s'}}, {category: {label: 'S! %1$s'}}]}",
            unique);

    assertThat(values(made, "slug")).containsExactlyInAnyOrder("s-" + unique, "s-" + unique + "-2");
    FailedCall.of(() ->
            call(
                CATEGORIES + "BatchCreateCategories",
                "{requests: [{category: {label: 'T %1$s'}}, {category: {label: 's %1$s'}}]}",
                unique))
        .is(Code.ALREADY_EXISTS, "LABEL_TAKEN")
        .names("requests[1].category.label");
    var filter = "label = \\\"S*" + unique + "\\\"";
    var _ =
        call(CATEGORIES + "BatchDeleteCategories", "{filter: \"%s\", expectedCount: 2}", filter);
    assertThat(found(CATEGORIES + "ListCategories", "label = \\\"*" + unique + "\\\"")).isEmpty();
  }

  @Test
  void tagsChangeAndGoByTheirNames() {
    var made =
        values(
            call(
                TAGS + "BatchCreateTags",
                "{requests: [{tag: {label: 'a %1$s'}}, {tag: {label: 'b %1$s'}}]}",
                unique),
            "name");

    FailedCall.of(() ->
            call(
                TAGS + "BatchUpdateTags",
                """
                {requests: [
                  {tag: {name: '%1$s', label: 'c %3$s'}}, {tag: {name: '%2$s', label: 'C %3$s'}}]}
                """,
                made.get(0),
                made.get(1),
                unique))
        .is(Code.ALREADY_EXISTS, "LABEL_TAKEN")
        .names("requests[1].tag.label");
    var changed =
        call(
            TAGS + "BatchUpdateTags",
            "{requests: [{tag: {name: '%s', label: 'c %s'}}]}",
            made.get(1),
            unique);
    var _ = call(TAGS + "BatchDeleteTags", "{names: [%s]}", quoted(made));

    assertThat(values(changed, "label")).containsExactly("c " + unique);
    assertThat(found(TAGS + "ListTags", "label = \\\"*" + unique + "\\\"")).isEmpty();
  }

  @Test
  void postsChangeAndGoByTheirNames() {
    var made = posts(campus.newUser(), "One " + unique, "Two " + unique);

    var changed =
        call(
            POSTS + "BatchUpdatePosts",
            """
            {requests: [
              {post: {name: '%2$s', tags: [{label: 'a %3$s'}, {label: 'b %3$s'}]}},
              {post: {name: '%1$s', title: 'Changed'}, updateMask: 'title,category'}],
             readMask: 'title,tags.label'}
            """,
            made.get(0),
            made.get(1),
            unique);

    assertThat(values(changed, "name")).containsExactly(made.get(1), made.get(0));
    assertThat(values(changed, "title")).containsExactly("Two " + unique, "Changed");
    assertThat(values(changed, "tags"))
        .extracting(tags -> ((List<?>) tags).size())
        .containsExactly(2, 1);
    assertThat(values(call(TAGS + "ListTags", "{filter: 'label = \"*%s\"'}", unique), "post_count"))
        .containsExactlyInAnyOrder(1, 1, 1);
    FailedCall.of(() ->
            call(
                POSTS + "BatchUpdatePosts",
                "{requests: [{post: {name: '%1$s', title: 'A'}}, {post: {name: '%1$s', title:"
                    + " 'B'}}]}",
                made.getFirst()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].post.name");

    var _ = call(POSTS + "BatchDeletePosts", "{names: [%s]}", quoted(made));
    FailedCall.of(() -> call(POSTS + "BatchGetPosts", "{names: [%s]}", quoted(made)))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
  }

  @Test
  void postsOfOthersAreNotChangedNorMatched() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var hers = posts(ada, unique, unique);
    var his = posts(bob, unique);

    FailedCall.of(() ->
            callAs(
                bob,
                POSTS + "BatchDeletePosts",
                "{names: ['%s', '%s']}",
                his.getFirst(),
                hers.getFirst()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            callAs(
                bob,
                POSTS + "BatchUpdatePosts",
                "{requests: [{post: {name: '%s', title: 'A'}}, {post: {name: '%s', title: 'B'}}]}",
                his.getFirst(),
                hers.getFirst()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var filter = "title = \\\"" + unique + "\\\" OR title = \\\"none\\\"";
    FailedCall.of(() ->
            callAs(bob, POSTS + "BatchDeletePosts", "{filter: \"%s\", expectedCount: 3}", filter))
        .is(Code.FAILED_PRECONDITION, "COUNT_DIFFERS");
    FailedCall.of(() ->
            callAs(
                bob,
                POSTS + "BatchDeletePosts",
                "{filter: 'title = \"a\") OR (title = \"b\"', expectedCount: 1}"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("filter");
    var changed =
        callAs(
            bob,
            POSTS + "BatchUpdatePosts",
            "{filter: \"%s\", expectedCount: 1, post: {title: 'Gone'}}",
            filter);
    var _ = call(POSTS + "BatchDeletePosts", "{filter: \"%s\", expectedCount: 2}", filter);

    assertThat(values(changed, "name")).isEqualTo(his);
    assertThat(found(POSTS + "ListPosts", "title = \\\"" + unique + "\\\"")).isEmpty();
  }

  private List<Object> posts(Client author, String... titles) {
    var requests =
        Stream.of(titles)
            .map(title ->
                "{post: {title: '%s', state: 'PUBLISHED', tags: [{label: 'c %s'}]}}"
                    .formatted(title, unique))
            .collect(Collectors.joining(", "));
    return values(callAs(author, POSTS + "BatchCreatePosts", "{requests: [%s]}", requests), "name");
  }

  @Test
  void accountsAreOpenedForManyAtOnce() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var requests =
        "{account: {owner: {name: 'users/@%s'}, currencyCode: 'EUR'}}, {account: {owner: {name:"
            + " 'users/%s'}, currencyCode: '%s'}}";

    var made =
        call(
            ACCOUNTS + "BatchCreateAccounts",
            "{requests: [" + requests + "], readMask: 'currencyCode,owner.username'}",
            ada.user().getUsername(),
            bob.id(),
            "USD");

    assertThat(values(made, "currency_code")).containsExactly("EUR", "USD");
    assertThat(values(made, "owner"))
        .extracting(owner -> value((Message) owner, "username"))
        .containsExactly(ada.user().getUsername(), bob.user().getUsername());
    FailedCall.of(() ->
            call(
                ACCOUNTS + "BatchCreateAccounts",
                "{requests: [" + requests + "]}",
                ada.user().getUsername(),
                UUID.randomUUID(),
                "EUR"))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    FailedCall.of(() ->
            call(
                ACCOUNTS + "BatchCreateAccounts",
                "{requests: [" + requests + "]}",
                ada.user().getUsername(),
                bob.id(),
                "XYZ"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].account.currency_code");
    FailedCall.of(() ->
            callAs(
                ada,
                ACCOUNTS + "BatchCreateAccounts",
                "{requests: [" + requests + "]}",
                ada.user().getUsername(),
                bob.id(),
                "EUR"))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    assertThat(found(ACCOUNTS + "ListAccounts", "owner = \\\"users/" + ada.id() + "\\\""))
        .hasSize(1);
  }

  private String post(Client author, String state) {
    return String.valueOf(
        value(
            callAs(author, POSTS + "CreatePost", "{post: {title: 'Post', state: '%s'}}", state),
            "name"));
  }

  private List<Object> commentCounts(String... posts) {
    var names = quoted(List.of((Object[]) posts));
    return values(call(POSTS + "BatchGetPosts", "{names: [%s]}", names), "comment_count");
  }

  private List<Object> bodies(List<Object> names) {
    return values(call(COMMENTS + "BatchGetComments", "{names: [%s]}", quoted(names)), "body");
  }

  @Test
  void commentsAreWrittenInOrderAllOrNone() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var one = post(ada, "PUBLISHED");
    var two = post(ada, "PUBLISHED");
    var draft = post(ada, "DRAFT");
    var create = COMMENTS + "BatchCreateComments";
    var requestId = UUID.randomUUID();

    List<Object> made = List.of();
    for (int i = 0; i < 2; i++) {
      var answer =
          callAs(
              bob,
              create,
              """
              {requests: [
                {parent: '%1$s', comment: {body: 'A'}}, {parent: '%2$s', comment: {body: 'B'}},
                {parent: '%1$s', comment: {body: 'C'}}], requestId: '%3$s', readMask: 'body'}
              """,
              two,
              one,
              requestId);
      assertThat(values(answer, "body")).containsExactly("A", "B", "C");
      assertThat(made.isEmpty() || made.equals(values(answer, "name"))).isTrue();
      made = values(answer, "name");
    }

    assertThat(made.getFirst().toString()).startsWith(two + "/comments/");
    assertThat(commentCounts(one, two)).containsExactly(1, 2);
    var more =
        "{requests: [{parent: '%s', comment: {body: 'D'}}, {parent: '%s', comment: {body:"
            + " '%s'}}]%s}";
    var refused =
        FailedCall.of(() -> callAs(ada, create, more, one, draft, "E", ""))
            .is(Code.FAILED_PRECONDITION, "POST_NOT_PUBLISHED");
    assertThat(refused.message()).contains(draft);
    FailedCall.of(() -> callAs(bob, create, more, one, draft, "E", ""))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(draft);
    FailedCall.of(() -> callAs(bob, create, more, one, two, "\u200b", ""))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].comment.body");
    FailedCall.of(() -> callAs(bob, create, more, one, two, "", ""))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].comment.body");
    assertThat(values(callAs(bob, create, more, one, two, "E", ", validateOnly: true"), "body"))
        .containsExactly("D", "E");
    assertThat(commentCounts(one, two)).containsExactly(1, 2);
  }

  /** New comments, each on a post of its own. */
  private List<Object> comments(Client author, String... posts) {
    var requests =
        Stream.of(posts)
            .map("{parent: '%s', comment: {body: 'Nice'}}"::formatted)
            .collect(Collectors.joining(", "));
    return values(
        callAs(author, COMMENTS + "BatchCreateComments", "{requests: [%s]}", requests), "name");
  }

  private static String rewrites(List<Object> names, String body) {
    return names.stream()
        .map(name -> "{comment: {name: '%s', body: '%s'}}".formatted(name, body))
        .collect(Collectors.joining(", "));
  }

  @Test
  void commentsChangeByRequestsAndByAFilter() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var one = post(ada, "PUBLISHED");
    var two = post(ada, "PUBLISHED");
    var own = comments(bob, two, one);
    var foreign = comments(ada, one);
    var update = COMMENTS + "BatchUpdateComments";

    var refused =
        FailedCall.of(() ->
                callAs(
                    bob,
                    update,
                    "{requests: [%s, %s]}",
                    rewrites(own, "x"),
                    rewrites(foreign, "x")))
            .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    assertThat(refused.message()).contains(foreign.getFirst().toString());
    FailedCall.of(() ->
            callAs(
                bob,
                update,
                "{requests: [%s, {comment: {name: '%s', body: '\u200b'}}]}",
                rewrites(own.subList(0, 1), "x"),
                own.getLast()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].comment.body");
    FailedCall.of(
            () -> callAs(bob, update, "{requests: [%1$s, %1$s]}", rewrites(own.subList(0, 1), "x")))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].comment.name");
    assertThat(bodies(own)).containsOnly("Nice");
    var changed = callAs(bob, update, "{requests: [%s]}", rewrites(own.reversed(), "Better"));
    assertThat(values(changed, "name")).isEqualTo(own.reversed());
    assertThat(values(changed, "body")).containsOnly("Better");

    var alike = "{filter: \"%s\", expectedCount: %s, comment: {body: '%s'}, updateMask: 'body'}";
    var mine = "author = \\\"members/" + bob.id() + "\\\"";
    var ofOne = "post = \\\"" + one + "\\\"";
    FailedCall.of(() -> callAs(bob, update, alike, mine, 3, "Best"))
        .is(Code.FAILED_PRECONDITION, "COUNT_DIFFERS");
    FailedCall.of(() -> callAs(bob, update, alike, ofOne, 2, "Best"))
        .is(Code.FAILED_PRECONDITION, "COUNT_DIFFERS");
    FailedCall.of(() -> callAs(bob, update, alike, mine, 2, "\u200b"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("comment.body");
    FailedCall.of(() -> callAs(bob, update, alike, "nothing = 1", 2, "Best"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("filter");
    FailedCall.of(() -> callAs(bob, update, "{filter: 'body = x', expectedCount: 1}"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests");
    assertThat(values(callAs(bob, update, alike, mine, 2, "Best"), "body")).containsOnly("Best");
    assertThat(values(call(update, alike, ofOne, 2, "By ADMIN"), "body"))
        .containsExactly("By ADMIN", "By ADMIN");

    var _ = callAs(ada, POSTS + "UnpublishPost", "{name: '%s'}", two);
    FailedCall.of(() -> callAs(bob, update, "{requests: [%s]}", rewrites(own, "x")))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(two);
  }

  @Test
  void commentsGoByTheirNamesAndByAFilter() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var one = post(ada, "PUBLISHED");
    var two = post(bob, "PUBLISHED");
    var onOne = comments(bob, one, one);
    var onTwo = comments(ada, two, two);
    var others = comments(campus.newUser(), two);
    var delete = COMMENTS + "BatchDeleteComments";

    var refused =
        FailedCall.of(() -> callAs(ada, delete, "{names: [%s, %s]}", quoted(onOne), quoted(others)))
            .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    assertThat(refused.message()).contains(others.getFirst().toString());
    FailedCall.of(() -> callAs(ada, delete, "{names: [%1$s, %1$s]}", quoted(onTwo)))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("names[2]", "names[3]");
    var missing = onOne.getFirst().toString().replace(one, two);
    FailedCall.of(() -> callAs(ada, delete, "{names: [%s, '%s']}", quoted(onTwo), missing))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(missing);
    assertThat(commentCounts(one, two)).containsExactly(2, 3);

    var _ =
        callAs(
            ada,
            delete,
            "{names: [%s, %s]}",
            quoted(onTwo.subList(0, 1)),
            quoted(onOne.subList(0, 1)));
    assertThat(commentCounts(one, two)).containsExactly(1, 2);
    var ofTwo = "post = \\\"" + two + "\\\"";
    FailedCall.of(() -> callAs(bob, delete, "{filter: \"%s\", expectedCount: 1}", ofTwo))
        .is(Code.FAILED_PRECONDITION, "COUNT_DIFFERS");
    FailedCall.of(() -> callAs(ada, delete, "{filter: \"%s\", expectedCount: 2}", ofTwo))
        .is(Code.FAILED_PRECONDITION, "COUNT_DIFFERS");
    var _ = callAs(bob, delete, "{filter: \"%s\", expectedCount: 2}", ofTwo);
    assertThat(commentCounts(one, two)).containsExactly(1, 0);
  }

  private List<Object> studentsOf(int count) {
    var requests = String.join(", ", Collections.nCopies(count, "{student: {displayName: 'Ada'}}"));
    return values(call(STUDENTS + "BatchCreateStudents", "{requests: [%s]}", requests), "name");
  }

  private String courseOf(int seats) {
    return CoursesBudgets.course(campus, seats).getName();
  }

  private static String enrollment(Object student, String course) {
    return "{student: '%s', course: '%s'}".formatted(student, course);
  }

  private List<Object> enrolledCounts(String... courses) {
    var names = quoted(List.of((Object[]) courses));
    return values(call(COURSES + "BatchGetCourses", "{names: [%s]}", names), "enrolled_count");
  }

  @Test
  void studentsEnrollInOrderAllOrNone() {
    var students = studentsOf(3);
    var math = courseOf(2);
    var art = courseOf(5);
    var enroll = ENROLLMENTS + "BatchEnrollStudents";
    var ada = enrollment(students.get(0), math);
    var bob = enrollment(students.get(1), math);
    var eve = enrollment(students.get(2), math);
    var other = enrollment(students.get(2), art);

    var refused =
        FailedCall.of(() -> call(enroll, "{requests: [%s, %s, %s, %s]}", other, ada, bob, eve))
            .is(Code.FAILED_PRECONDITION, "COURSE_FULL");
    assertThat(refused.message()).contains(math);
    FailedCall.of(() -> call(enroll, "{requests: [%s, %s, %s]}", ada, other, ada))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[2]");
    var nothing = "courses/" + UUID.randomUUID();
    FailedCall.of(
            () -> call(enroll, "{requests: [%s, %s]}", ada, enrollment(students.get(1), nothing)))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(nothing);
    var nobody = "students/" + UUID.randomUUID();
    FailedCall.of(() -> call(enroll, "{requests: [%s, %s]}", ada, enrollment(nobody, math)))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(nobody);
    assertThat(enrolledCounts(math, art)).containsExactly(0, 0);

    var made =
        call(enroll, "{requests: [%s, %s, %s], readMask: 'course.title,state'}", bob, other, ada);
    assertThat(values(made, "course").stream().map(course -> value((Message) course, "name")))
        .containsExactly(math, art, math);
    assertThat(enrolledCounts(math, art)).containsExactly(2, 1);
    var names = values(made, "name");
    FailedCall.of(
            () -> call(enroll, "{requests: [%s, %s]}", enrollment(students.get(0), art), other))
        .is(Code.ALREADY_EXISTS, "ALREADY_ENROLLED")
        .isAbout(names.get(1).toString());

    var _ = call(ENROLLMENTS + "BatchDropEnrollments", "{requests: [{name: '%s'}]}", names.get(1));
    var again = call(enroll, "{requests: [%s, %s]}", enrollment(students.get(0), art), other);
    assertThat(values(again, "name")).element(1).isEqualTo(names.get(1));
    assertThat(enrolledCounts(math, art)).containsExactly(2, 2);
  }

  @Test
  void studentsEnrollAndDropThemselvesManyTimesAtOnce() {
    var self = campus.newUser();
    var student =
        String.valueOf(
            value(
                call(
                    STUDENTS + "CreateStudent",
                    "{student: {displayName: 'Ada', user: {name: '%s'}}}",
                    self.name()),
                "name"));
    var courses = List.of(courseOf(5), courseOf(5));
    var enroll = ENROLLMENTS + "BatchEnrollStudents";
    var foreign = studentsOf(1).getFirst();

    var made =
        values(
            callAs(
                self,
                enroll,
                "{requests: [%s, %s]}",
                enrollment(student, courses.getLast()),
                enrollment(student, courses.getFirst())),
            "name");
    var others =
        values(call(enroll, "{requests: [%s]}", enrollment(foreign, courses.getFirst())), "name");
    FailedCall.of(() ->
            callAs(
                self,
                enroll,
                "{requests: [%s, %s]}",
                enrollment(student, courseOf(1)),
                enrollment(foreign, courses.getLast())))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var drop = ENROLLMENTS + "BatchDropEnrollments";
    var names = "{requests: [{name: '%s'}, {name: '%s'}]}";
    FailedCall.of(() -> callAs(self, drop, names, made.getFirst(), others.getFirst()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> callAs(self, drop, names, made.getFirst(), made.getFirst()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].name");
    FailedCall.of(() ->
            callAs(
                self,
                ENROLLMENTS + "BatchGradeEnrollments",
                "{requests: [{name: '%s', grade: 100}]}",
                made.getFirst()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");

    var dropped = callAs(self, drop, names, made.getLast(), made.getFirst());
    assertThat(values(dropped, "name")).isEqualTo(made.reversed());
    assertThat(values(dropped, "state")).extracting(String::valueOf).containsOnly("DROPPED");
    assertThat(enrolledCounts(courses.getFirst(), courses.getLast())).containsExactly(1, 0);
  }

  @Test
  void manyAreGradedAtOnce() {
    var students = studentsOf(3);
    var math = courseOf(5);
    var requests =
        students.stream().map(one -> enrollment(one, math)).collect(Collectors.joining(", "));
    var names =
        values(call(ENROLLMENTS + "BatchEnrollStudents", "{requests: [%s]}", requests), "name");
    var grade = ENROLLMENTS + "BatchGradeEnrollments";

    FailedCall.of(() ->
            call(
                grade,
                "{requests: [{name: '%s', grade: 1}, {name: '%s', grade: 101}]}",
                names.get(0),
                names.get(1)))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].grade");
    var graded =
        call(
            grade,
            "{requests: [{name: '%s', grade: 80, complete: true}, {name: '%s', grade: 70}]}",
            names.get(2),
            names.get(0));
    assertThat(values(graded, "name")).containsExactly(names.get(2), names.get(0));
    assertThat(values(graded, "state"))
        .extracting(String::valueOf)
        .containsExactly("COMPLETED", "ENROLLED");
    assertThat(enrolledCounts(math)).containsExactly(2);

    var drop = "{requests: [{name: '%s'}, {name: '%s'}]}";
    FailedCall.of(
            () -> call(ENROLLMENTS + "BatchDropEnrollments", drop, names.get(0), names.get(2)))
        .is(Code.FAILED_PRECONDITION, "NOT_ENROLLED");
    assertThat(enrolledCounts(math)).containsExactly(2);
  }

  /**
   * A batch, and one of its requests with a name in it.
   *
   * @param field of the request where the name is
   * @param type of the resource that it names
   */
  record Refusable(String method, String request, String field, String type) {}

  static Stream<Arguments> refusable() {
    return Stream.of(
            new Refusable(
                COMMENTS + "BatchCreateComments",
                "{parent: '%s', comment: {body: 'x'}}",
                "requests[%d].parent",
                "posts"),
            new Refusable(
                COMMENTS + "BatchUpdateComments",
                "{comment: {name: '%s', body: 'x'}}",
                "requests[%d].comment.name",
                "posts/01890a5d-ac96-774b-bcce-b302099a8057/comments"),
            new Refusable(
                COMMENTS + "BatchDeleteComments",
                "'%s'",
                "names[%d]",
                "posts/01890a5d-ac96-774b-bcce-b302099a8057/comments"),
            new Refusable(
                ENROLLMENTS + "BatchEnrollStudents",
                "{student: '%s', course: 'courses/01890a5d-ac96-774b-bcce-b302099a8057'}",
                "requests[%d].student",
                "students"),
            new Refusable(
                ENROLLMENTS + "BatchDropEnrollments",
                "{name: '%s'}",
                "requests[%d].name",
                "enrollments"),
            new Refusable(
                ENROLLMENTS + "BatchGradeEnrollments",
                "{name: '%s', grade: 1}",
                "requests[%d].name",
                "enrollments"))
        .map(batch -> Arguments.argumentSet(batch.method(), batch));
  }

  @ParameterizedTest
  @MethodSource("refusable")
  void refusesWhatIsNoBatchOfOneToAThousand(Refusable batch) {
    var list = batch.field().startsWith("names") ? "names" : "requests";

    FailedCall.of(() -> callList(batch, list, Stream.of()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names(list);
    FailedCall.of(() ->
            callList(
                batch,
                list,
                IntStream.range(0, 1001).mapToObj(_ -> batch.type() + "/" + UUID.randomUUID())))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names(list);
    FailedCall.of(() ->
            callList(
                batch,
                list,
                IntStream.range(0, 1000).mapToObj(_ -> batch.type() + "/" + UUID.randomUUID())))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    var fine = batch.type() + "/" + UUID.randomUUID();
    for (var wrong : List.of("books/" + UUID.randomUUID(), "", fine + "\\u0000")) {
      FailedCall.of(() -> callList(batch, list, Stream.of(fine, wrong)))
          .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
          .names(batch.field().formatted(1));
    }
  }

  private DynamicMessage callList(Refusable batch, String list, Stream<String> names) {
    var all = names.map(batch.request()::formatted).collect(Collectors.joining(", "));
    return call(batch.method(), "{%s: [%s]}", list, all);
  }

  @Test
  void elementsHaveNoRequestIdOfTheirOwn() {
    var post = post(campus.newUser(), "PUBLISHED");

    FailedCall.of(() ->
            call(
                COMMENTS + "BatchCreateComments",
                "{requests: [{parent: '%s', comment: {body: 'x'}, requestId: '%s'}]}",
                post,
                UUID.randomUUID()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[0].request_id");
    assertThat(commentCounts(post)).containsExactly(0);
  }

  @Test
  void whatOnlyTheTransactionFindsInvalidIsNamedByItsRequest() {
    var ada = campus.newUser();
    var posts = posts(ada, "One", "Two");
    var book = LibraryBudgets.author(campus, 1).getBooks(0).getName();
    var invisible = "\\u2060";

    FailedCall.of(() ->
            callAs(
                ada,
                POSTS + "BatchUpdatePosts",
                "{requests: [{post: {name: '%s', title: 'A'}}, {post: {name: '%s', title: '%s'}}]}",
                posts.get(0),
                posts.get(1),
                invisible))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[1].post.title");
    FailedCall.of(() ->
            callAs(
                ada,
                POSTS + "BatchUpdatePosts",
                "{filter: 'name = \"%s\"', expectedCount: 1, post: {title: '%s'}}",
                posts.get(0),
                invisible))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("post.title");
    FailedCall.of(() ->
            call(
                BOOKS + "BatchUpdateBooks",
                "{requests: [{book: {name: '%s', title: '%s'}}]}",
                book,
                invisible))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("requests[0].book.title");
    FailedCall.of(() ->
            call(
                BOOKS + "BatchUpdateBooks",
                "{filter: 'name = \"%s\"', expectedCount: 1, book: {title: '%s'}}",
                book,
                invisible))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("book.title");
  }
}
