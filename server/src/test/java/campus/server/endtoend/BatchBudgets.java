package campus.server.endtoend;

import campus.courses.v1.Student;
import campus.publishing.v1.Category;
import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.Post;
import campus.publishing.v1.Tag;
import campus.staff.v1.Employee;
import com.google.protobuf.Message;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What batches of standard writes may take: the same for any number of resources. */
final class BatchBudgets {

  /** How many are in a batch that is measured. */
  static final int SIZE = 20;

  private static final String COMMENTS = "campus.publishing.v1.CommentService/";
  private static final String ENROLLMENTS = "campus.courses.v1.EnrollmentService/";

  /**
   * Resources of one kind.
   *
   * @param field of a request that has one
   * @param body the fields of a new one
   * @param changed some fields to change
   * @param deletion further fields of a request to delete them
   * @param attached gives them what is deleted too, or changes
   */
  private record Kind(
      String service,
      String field,
      String plural,
      Function<RunningCampus, String> body,
      String changed,
      String deletion,
      BiConsumer<RunningCampus, List<String>> attached,
      int create,
      int update,
      int delete) {

    private String method(String verb) {
      return service + "/" + verb + plural;
    }

    private String creation(RunningCampus campus) {
      return IntStream.range(0, SIZE)
          .mapToObj(_ -> "{%s: {%s}}".formatted(field, body.apply(campus)))
          .collect(Collectors.joining(", ", "{requests: [", "]}"));
    }

    private String update(List<String> names, RunningCampus campus) {
      return names.stream()
          .map(name ->
              "{%s: {name: '%s', %s}}"
                  .formatted(field, name, changed.formatted(campus.newUsername())))
          .collect(Collectors.joining(", ", "{requests: [", "]}"));
    }

    private String deletion(List<String> names) {
      return "{%snames: ['%s']}".formatted(deletion, String.join("', '", names));
    }
  }

  private static final List<Kind> KINDS =
      List.of(
          // Creating: authors, books; the answer. Changing: authors under lock, authors; the
          // answer.
          // Deleting: authors under lock, books, authors.
          new Kind(
              "campus.library.v1.AuthorService",
              "author",
              "Authors",
              _ -> "displayName: 'Batch', books: [{title: 'One'}, {title: 'Two'}]",
              "displayName: 'Changed %s'",
              "force: true, ",
              (_, _) -> {},
              3,
              3,
              3),
          new Kind(
              "campus.library.v1.BookService",
              "book",
              "Books",
              campus ->
                  "title: 'Batch', author: {name: '%s'}"
                      .formatted(LibraryBudgets.author(campus, 0).getName()),
              "title: 'Changed %s'",
              "",
              (_, _) -> {},
              2,
              3,
              2),
          new Kind(
              "campus.courses.v1.CourseService",
              "course",
              "Courses",
              _ -> "title: 'Batch', capacity: 3",
              "title: 'Changed %s'",
              "force: true, ",
              (_, _) -> {},
              2,
              3,
              3),
          // Deleting: students under lock, enrollments, courses under lock, courses, enrollments,
          // students.
          new Kind(
              "campus.courses.v1.StudentService",
              "student",
              "Students",
              _ -> "displayName: 'Batch'",
              "displayName: 'Changed %s'",
              "force: true, ",
              BatchBudgets::enroll,
              2,
              3,
              6),
          // Creating: the tree's lock; managers under lock, managers, employees, paths; the answer.
          // Deleting: the tree's lock; employees under lock, paths, subordinates, managers under
          // lock, managers, employees.
          new Kind(
              "campus.staff.v1.EmployeeService",
              "employee",
              "Employees",
              campus ->
                  "displayName: 'Batch', manager: {name: '%s'}"
                      .formatted(StaffBudgets.employee(campus, "Boss", null).getName()),
              "title: 'Changed %s'",
              "policy: 'REASSIGN', ",
              BatchBudgets::subordinates,
              6,
              3,
              7),
          // Deleting: categories and posts under lock, posts, categories.
          new Kind(
              "campus.publishing.v1.CategoryService",
              "category",
              "Categories",
              campus -> "label: 'Batch %s'".formatted(campus.newUsername()),
              "label: 'Changed %s'",
              "",
              BatchBudgets::categorized,
              2,
              3,
              3),
          // Creating: tags, their total; the answer. Deleting: tags and posts under lock, links,
          // tags, their total.
          new Kind(
              "campus.publishing.v1.TagService",
              "tag",
              "Tags",
              campus -> "label: 'Batch %s'".formatted(campus.newUsername()),
              "label: 'Changed %s'",
              "",
              BatchBudgets::tagged,
              3,
              3,
              4),
          // Creating: as CreatePost. Changing: posts under lock, their tags; categories; tags that
          // are there, tags, tags again, their total; posts, texts, links gone, links; counts of
          // tags, categories; the answer. Deleting: posts under lock, their tags; their comments'
          // number; comments, likes, links, texts, ranks, posts; counts of tags, categories,
          // author, totals.
          new Kind(
              "campus.publishing.v1.PostService",
              "post",
              "Posts",
              campus ->
                  "title: 'Batch', state: 'PUBLISHED', tags: [{label: 'a'}, {label: '%s'}]"
                      .formatted(campus.newUsername()),
              "title: 'Changed', tags: [{label: '%s'}]",
              "",
              BatchBudgets::commented,
              13,
              12,
              12));

  private BatchBudgets() {}

  static void declare(StatementBudgets budgets, RunningCampus shared) {
    var reflection = new Reflection(shared.anonymous().channel());
    for (var kind : KINDS) {
      var create = kind.method("BatchCreate");
      budgets.admin(
          create,
          kind.create(),
          campus -> {
            var request = kind.creation(campus);
            return client -> reflection.call(client.channel(), create, request);
          });
      budgets.admin(
          kind.method("BatchUpdate"),
          kind.update(),
          campus -> {
            var request = kind.update(made(campus, reflection, kind), campus);
            return client -> reflection.call(client.channel(), kind.method("BatchUpdate"), request);
          });
      budgets.admin(
          kind.method("BatchDelete"),
          kind.delete(),
          campus -> {
            var names = made(campus, reflection, kind);
            kind.attached().accept(campus, names);
            var request = kind.deletion(names);
            return client -> reflection.call(client.channel(), kind.method("BatchDelete"), request);
          });
    }
    declare(budgets, shared, SIZE);
  }

  /** Batches of as many comments and enrollments as told. */
  static void declare(StatementBudgets budgets, RunningCampus shared, int size) {
    var reflection = new Reflection(shared.anonymous().channel());
    declareComments(budgets, reflection, size);
    declareEnrollments(budgets, reflection, size);
  }

  private static void declareComments(StatementBudgets budgets, Reflection reflection, int size) {
    // How the posts stand; comments, counts, total; the answer.
    budgets.user(
        COMMENTS + "BatchCreateComments",
        5,
        campus -> {
          var request = comments(campus, size);
          return client ->
              reflection.call(client.channel(), COMMENTS + "BatchCreateComments", request);
        });
    // How the posts stand; comments under lock, comments; the answer.
    budgets.user(
        COMMENTS + "BatchUpdateComments",
        4,
        campus ->
            client -> {
              var request =
                  requests(
                      names(
                          reflection,
                          client,
                          COMMENTS + "BatchCreateComments",
                          comments(campus, size)),
                      "{comment: {name: '%s', body: 'Changed'}}");
              return reflection.call(client.channel(), COMMENTS + "BatchUpdateComments", request);
            });
    // How the posts stand; comments under lock, comments, counts, total.
    budgets.user(
        COMMENTS + "BatchDeleteComments",
        5,
        campus ->
            client -> {
              var names =
                  names(
                      reflection, client, COMMENTS + "BatchCreateComments", comments(campus, size));
              return reflection.call(
                  client.channel(),
                  COMMENTS + "BatchDeleteComments",
                  "{names: ['" + String.join("', '", names) + "']}");
            });
  }

  /** The request of new comments, each on a post of its own. */
  private static String comments(RunningCampus campus, int size) {
    var author = campus.newUser();
    var posts =
        IntStream.range(0, size)
            .mapToObj(_ -> PublishingBudgets.post(author, 0).getName())
            .toList();
    return requests(posts, "{parent: '%s', comment: {body: 'Nice'}}");
  }

  private static void declareEnrollments(
      StatementBudgets budgets, Reflection reflection, int size) {
    // Students and courses under lock, enrollments before, courses, enrollments; the answer.
    budgets.admin(
        ENROLLMENTS + "BatchEnrollStudents",
        6,
        campus -> {
          var request = enrollments(campus, size);
          return client ->
              reflection.call(client.channel(), ENROLLMENTS + "BatchEnrollStudents", request);
        });
    // Enrollments; students, courses and enrollments under lock, enrollments, courses; the answer.
    budgets.admin(
        ENROLLMENTS + "BatchDropEnrollments",
        7,
        campus -> {
          var request = requests(enrolled(campus, reflection, size), "{name: '%s'}");
          return client ->
              reflection.call(client.channel(), ENROLLMENTS + "BatchDropEnrollments", request);
        });
    // As for BatchDropEnrollments, with the courses where they are completed.
    budgets.admin(
        ENROLLMENTS + "BatchGradeEnrollments",
        7,
        campus -> {
          var request =
              requests(
                  enrolled(campus, reflection, size), "{name: '%s', grade: 90, complete: true}");
          return client ->
              reflection.call(client.channel(), ENROLLMENTS + "BatchGradeEnrollments", request);
        });
  }

  private static List<String> enrolled(RunningCampus campus, Reflection reflection, int size) {
    return names(
        reflection, campus.admin(), ENROLLMENTS + "BatchEnrollStudents", enrollments(campus, size));
  }

  /** The request of enrollments, each of a student and in a course of its own. */
  private static String enrollments(RunningCampus campus, int size) {
    return IntStream.range(0, size)
        .mapToObj(_ ->
            "{student: '%s', course: '%s'}"
                .formatted(
                    CoursesBudgets.student(campus).getName(),
                    CoursesBudgets.course(campus, 1).getName()))
        .collect(Collectors.joining(", ", "{requests: [", "]}"));
  }

  @SuppressWarnings("AnnotateFormatMethod") // tests do without that annotation's library
  private static String requests(List<String> names, String request) {
    return names.stream()
        .map(request::formatted)
        .collect(Collectors.joining(", ", "{requests: [", "]}"));
  }

  private static List<String> names(
      Reflection reflection, Client client, String method, String request) {
    return names(reflection.call(client.channel(), method, request));
  }

  private static List<String> made(RunningCampus campus, Reflection reflection, Kind kind) {
    var answer =
        reflection.call(
            campus.admin().channel(), kind.method("BatchCreate"), kind.creation(campus));
    return names(answer);
  }

  private static List<String> names(Message answer) {
    var all = (List<?>) answer.getField(answer.getDescriptorForType().findFieldByNumber(1));
    return all.stream()
        .map(one -> (Message) one)
        .map(
            one -> String.valueOf(one.getField(one.getDescriptorForType().findFieldByName("name"))))
        .toList();
  }

  private static void enroll(RunningCampus campus, List<String> students) {
    var course = CoursesBudgets.course(campus, SIZE);
    for (var name : students) {
      var _ = CoursesBudgets.enroll(campus, Student.newBuilder().setName(name).build(), course);
    }
  }

  private static void subordinates(RunningCampus campus, List<String> managers) {
    for (var name : managers) {
      var manager = Employee.newBuilder().setName(name).build();
      var _ = StaffBudgets.employee(campus, "Ada", manager);
      var _ = StaffBudgets.employee(campus, "Alan", manager);
    }
  }

  private static void categorized(RunningCampus campus, List<String> categories) {
    for (var name : categories) {
      publish(campus, Post.newBuilder().setCategory(Category.newBuilder().setName(name)));
    }
  }

  private static void tagged(RunningCampus campus, List<String> tags) {
    for (var name : tags) {
      publish(campus, Post.newBuilder().addTags(Tag.newBuilder().setName(name)));
    }
  }

  private static void commented(RunningCampus campus, List<String> posts) {
    for (var name : posts) {
      var _ = PublishingBudgets.comment(campus.admin(), name);
    }
  }

  private static void publish(RunningCampus campus, Post.Builder post) {
    var _ =
        Publishing.of(campus.admin())
            .posts()
            .createPost(
                CreatePostRequest.newBuilder()
                    .setPost(post.setTitle("Attached").setState(Post.State.PUBLISHED))
                    .build());
  }
}
