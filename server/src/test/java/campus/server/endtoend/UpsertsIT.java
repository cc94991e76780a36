package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.Message;
import io.grpc.Status.Code;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Updates that create what is missing. */
class UpsertsIT {

  private static final String POSTS = "campus.publishing.v1.PostService/";
  private static final String EMPLOYEES = "campus.staff.v1.EmployeeService/";
  private static final String BOOKS = "campus.library.v1.BookService/";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Reflection reflection = new Reflection(campus.anonymous().channel());
  private final Client admin = campus.admin();

  /**
   * Resources of one kind.
   *
   * @param field of a request that has one
   * @param text a field that each has to have
   * @param others further fields that it has to have
   */
  record Kind(String service, String field, String plural, String text, String others) {

    private String body(String name, String value) {
      return "%s: {name: '%s', %s: '%s'%s}".formatted(field, name, text, value, others);
    }

    private String method(String verb) {
      return service + "/" + verb + Character.toUpperCase(field.charAt(0)) + field.substring(1);
    }

    private String name(UUID id) {
      return plural.toLowerCase(Locale.ROOT) + "/" + id;
    }

    @Override
    public String toString() {
      return plural;
    }
  }

  static Stream<Kind> kinds() {
    var author = LibraryBudgets.author(RunningCampus.shared(Engine.POSTGRES_18), 0).getName();
    return Stream.of(
        new Kind("campus.library.v1.AuthorService", "author", "Authors", "displayName", ""),
        new Kind(
            "campus.library.v1.BookService",
            "book",
            "Books",
            "title",
            ", author: {name: '" + author + "'}"),
        new Kind("campus.courses.v1.StudentService", "student", "Students", "displayName", ""),
        new Kind("campus.courses.v1.CourseService", "course", "Courses", "title", ", capacity: 3"),
        new Kind("campus.staff.v1.EmployeeService", "employee", "Employees", "displayName", ""),
        new Kind("campus.publishing.v1.TagService", "tag", "Tags", "label", ""),
        new Kind("campus.publishing.v1.CategoryService", "category", "Categories", "label", ""),
        new Kind("campus.publishing.v1.PostService", "post", "Posts", "title", ""));
  }

  private DynamicMessage call(String method, String json) {
    return call(admin, method, json);
  }

  private DynamicMessage call(Client client, String method, String json) {
    return reflection.call(client.channel(), method, json);
  }

  private static Object value(Message resource, String field) {
    return resource.getAllFields().entrySet().stream()
        .filter(entry -> entry.getKey().getJsonName().equals(field))
        .map(Map.Entry::getValue)
        .findAny()
        .orElseThrow();
  }

  private static List<Object> values(Message answer, String field) {
    var all = (List<?>) answer.getField(answer.getDescriptorForType().findFieldByNumber(1));
    return all.stream().map(one -> value((Message) one, field)).toList();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatIsMissingIsCreatedAndWhatIsThereUpdated(Kind kind) {
    var name = kind.name(UUID.randomUUID());
    var unique = UUID.randomUUID().toString();

    FailedCall.of(() -> call(kind.method("Update"), "{%s}".formatted(kind.body(name, unique))))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(name);
    var request = "{%s, allowMissing: true, updateMask: '%s'}";
    var made = call(kind.method("Update"), request.formatted(kind.body(name, unique), kind.text()));
    var changed =
        call(kind.method("Update"), request.formatted(kind.body(name, unique + " 2"), kind.text()));

    assertThat(value(made, "name")).isEqualTo(name);
    assertThat(value(made, kind.text())).isEqualTo(unique);
    assertThat(value(changed, "name")).isEqualTo(name);
    assertThat(value(changed, kind.text())).isEqualTo(unique + " 2");
    assertThat(value(changed, "createTime")).isEqualTo(value(made, "createTime"));
    assertThat(value(call(kind.method("Get"), "{name: '" + name + "'}"), kind.text()))
        .isEqualTo(unique + " 2");
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void whatCouldNotBeCreatedIsRefusedMissingOrNot(Kind kind) {
    var name = kind.name(UUID.randomUUID());
    var request = "{%s: {name: '%s'}, allowMissing: true}".formatted(kind.field(), name);

    for (int i = 0; i < 2; i++) {
      var failure = FailedCall.of(() -> call(kind.method("Update"), request));
      failure.is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
      assertThat(failure.message()).contains(kind.field() + ".");
      var _ =
          call(
              kind.method("Update"),
              "{%s, allowMissing: true}".formatted(kind.body(name, UUID.randomUUID().toString())));
    }
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void aBatchCreatesSomeAndUpdatesOthers(Kind kind) {
    var there = kind.name(UUID.randomUUID());
    var missing = kind.name(UUID.randomUUID());
    var unique = UUID.randomUUID().toString();
    var one = "{%s, allowMissing: true}";
    var _ = call(kind.method("Update"), one.formatted(kind.body(there, "0 " + unique)));
    var batch = kind.service() + "/BatchUpdate" + kind.plural();
    var requests =
        one.formatted(kind.body(missing, "1 " + unique))
            + ", "
            + one.formatted(kind.body(there, "2 " + unique));

    var first = call(batch, "{requests: [" + requests + "]}");
    FailedCall.of(() ->
            call(
                batch,
                "{requests: [%s, {%s}]}"
                    .formatted(
                        one.formatted(kind.body(missing, "3 " + unique)),
                        kind.body(kind.name(UUID.randomUUID()), "4 " + unique))))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
    var again = call(batch, "{requests: [" + requests + "]}");

    assertThat(values(first, "name")).containsExactly(missing, there);
    assertThat(values(again, kind.text())).containsExactly("1 " + unique, "2 " + unique);
    assertThat(again).isEqualTo(first);
  }

  /** The primary key is what guards it: others wait, and are told to try again. */
  @ParameterizedTest
  @MethodSource("kinds")
  void oneOfManyCreatesItAndTheOthersTryAgain(Kind kind) {
    var name = kind.name(UUID.randomUUID());
    var unique = UUID.randomUUID().toString();
    var request = "{%s, allowMissing: true}";

    var race =
        Race.of(
            8,
            i -> call(kind.method("Update"), request.formatted(kind.body(name, unique + " " + i))));

    assertThat(race.errors())
        .allSatisfy(error ->
            FailedCall.of(
                    () -> {
                      throw error;
                    })
                .is(Code.ABORTED, "CONFLICT"));
    assertThat(race.successes()).isPositive();
    var last = call(kind.method("Update"), request.formatted(kind.body(name, unique)));
    assertThat(value(last, kind.text())).isEqualTo(unique);
  }

  @Test
  void rolesHoldForWhatIsCreatedToo() {
    var ada = campus.newUser();

    kinds()
        .filter(kind -> !kind.field().equals("post"))
        .forEach(kind ->
            FailedCall.of(() ->
                    call(
                        ada,
                        kind.method("Update"),
                        "{%s, allowMissing: true}"
                            .formatted(
                                kind.body(
                                    kind.name(UUID.randomUUID()), UUID.randomUUID().toString()))))
                .is(Code.PERMISSION_DENIED, "NOT_ALLOWED"));
  }

  @Test
  void anEtagMeansABookThatWasThere() {
    var kind = kinds().filter(one -> one.field().equals("book")).findAny().orElseThrow();
    var name = kind.name(UUID.randomUUID());
    var body = kind.body(name, "One").replace("title:", "etag: '1', title:");

    FailedCall.of(() -> call(BOOKS + "UpdateBook", "{" + body + ", allowMissing: true}"))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(name);
  }

  @Test
  void aUniqueValueThatIsTakenNamesItsRequest() {
    var kind = kinds().filter(one -> one.field().equals("book")).findAny().orElseThrow();
    var one = "{%s, allowMissing: true}";
    var first = kind.body(kind.name(UUID.randomUUID()), "A', isbn: '9781566199094");
    var second = kind.body(kind.name(UUID.randomUUID()), "B");
    var third = kind.body(kind.name(UUID.randomUUID()), "C', isbn: '9781566199094");

    FailedCall.of(() ->
            call(
                BOOKS + "BatchUpdateBooks",
                "{requests: [%s, %s, %s]}"
                    .formatted(one.formatted(first), one.formatted(second), one.formatted(third))))
        .is(Code.ALREADY_EXISTS, "ISBN_TAKEN")
        .names("requests[2].book.isbn");
  }

  @Test
  void aPostBelongsToWhoCreatesItAndStaysTheirs() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var name = "posts/" + UUID.randomUUID();
    var request =
        "{post: {name: '%s', title: '%s', state: '%s', tags: [{label: 'upsert'}]}, allowMissing:"
            + " true}";

    var made = call(ada, POSTS + "UpdatePost", request.formatted(name, "Mine", "PUBLISHED"));
    FailedCall.of(() -> call(bob, POSTS + "UpdatePost", request.formatted(name, "His", "DRAFT")))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var hidden = "posts/" + UUID.randomUUID();
    var _ = call(ada, POSTS + "UpdatePost", request.formatted(hidden, "Draft", "DRAFT"));
    FailedCall.of(() -> call(bob, POSTS + "UpdatePost", request.formatted(hidden, "His", "DRAFT")))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(hidden);

    assertThat(value((Message) value(made, "author"), "name")).isEqualTo("members/" + ada.id());
    assertThat(value(made, "slug").toString()).startsWith("mine");
    assertThat(
            values(call(ada, POSTS + "ListPosts", "{filter: 'name = \"" + name + "\"'}"), "name"))
        .containsExactly(name);
  }

  @Test
  void employeesComeWithTheirManagersAndAreCounted() {
    var boss = "employees/" + UUID.randomUUID();
    var ada = "employees/" + UUID.randomUUID();
    var one =
        "{employee: {name: '%s', displayName: '%s', manager: {name: '%s'}}, allowMissing: true}";
    var requests =
        one.formatted(ada, "Ada", boss)
            + ", {employee: {name: '"
            + boss
            + "', displayName: 'Boss'}, allowMissing: true}";

    var _ = call(EMPLOYEES + "BatchUpdateEmployees", "{requests: [" + requests + "]}");
    var bob = "employees/" + UUID.randomUUID();
    var _ = call(EMPLOYEES + "UpdateEmployee", one.formatted(bob, "Bob", boss));

    assertThat(value(call(EMPLOYEES + "GetEmployee", "{name: '" + boss + "'}"), "subordinateCount"))
        .isEqualTo(2);
    var chain =
        call(EMPLOYEES + "GetChainOfCommand", "{name: '" + ada + "', readMask: 'displayName'}");
    assertThat(values(chain, "displayName")).contains("Boss");
  }

  @Test
  void aKeyNamesOnlyWhatIsThere() {
    FailedCall.of(() ->
            call(
                "campus.publishing.v1.TagService/UpdateTag",
                "{tag: {name: 'tags/@%s', label: 'x'}, allowMissing: true}"
                    .formatted(UUID.randomUUID())))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
  }
}
