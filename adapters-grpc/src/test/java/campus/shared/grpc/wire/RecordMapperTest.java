package campus.shared.grpc.wire;

import static campus.identity.domain.IdentityResources.IDENTITY_CARD;
import static campus.identity.domain.IdentityResources.PROFILE;
import static campus.identity.domain.IdentityResources.USER;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.courses.v1.GradeEnrollmentRequest;
import campus.identity.grpc.TestIdentity;
import campus.identity.v1.BatchGetUsersResponse;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.IdentityCard;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.User;
import campus.library.v1.Author;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.Page;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Kind;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.Selection;
import campus.shared.domain.name.ResourceType;
import campus.shared.v1.Access;
import campus.shared.v1.Collection;
import com.google.protobuf.Descriptors.Descriptor;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class RecordMapperTest {

  private static final TestIdentity IDENTITY = new TestIdentity();

  @Test
  void fillsFieldsOfEveryType() {
    var selection =
        ReadMask.of("username", "roles", "create_time", "etag", "profile.bio", "identity_card.name")
            .select(IDENTITY.records().schema(USER));
    var bio = selection.branches().get(0).selection();
    var now = Instant.parse("2026-01-02T03:04:05.000006Z");

    var user =
        RecordMapper.toMessage(
            record(
                selection,
                List.of(record(bio, List.of(), "users/1/profile", "First"), Absent.VALUE),
                "users/1",
                "ada",
                List.of("MEMBER", "HR"),
                now,
                "e1"),
            User.getDefaultInstance());

    assertThat(user)
        .isEqualTo(
            User.newBuilder()
                .setName("users/1")
                .setUsername("ada")
                .addRoles(Access.Role.MEMBER)
                .addRoles(Access.Role.HR)
                .setCreateTime(SharedProtos.timestamp(now))
                .setEtag("e1")
                .setProfile(Profile.newBuilder().setName("users/1/profile").setBio("First"))
                .build());
  }

  @Test
  void fillsNumbersAndCollections() {
    var user = IDENTITY.records().schema(USER);
    var type = new ResourceType("Users", "users");
    var users =
        new ResourceSchema(type, List.of(), List.of(new Relation("users", Kind.MANY, () -> user)));
    var selected = ReadMask.of("name").select(user);
    var selection =
        new Selection(users, List.of(), List.of(new Selection.Branch(relation(users), selected)));

    var many =
        RecordMapper.toMessage(
            record(
                selection,
                List.of(
                    new Page(
                        List.of(
                            record(selected, List.of(), "users/1"),
                            record(selected, List.of(), "users/2")),
                        "",
                        null))),
            BatchGetUsersResponse.getDefaultInstance());
    var number =
        RecordMapper.toMessage(
            record(selectionOf("page_size", FieldType.INTEGER), List.of(), 7L),
            ListUsersRequest.getDefaultInstance());

    assertThat(many.getUsersList()).extracting(User::getName).containsExactly("users/1", "users/2");
    assertThat(number.getPageSize()).isEqualTo(7);
  }

  @Test
  void describesCollectionsOfWhichThereIsMore() {
    var book =
        new ResourceSchema(
            new ResourceType("Book", "books/{book}"),
            List.of(Field.of("name", FieldType.NAME)),
            List.of());
    var author =
        new ResourceSchema(
            new ResourceType("Author", "authors/{author}"),
            List.of(Field.of("name", FieldType.NAME)),
            List.of(new Relation("books", Kind.MANY, () -> book)));
    var selection = ReadMask.of("books.name").select(author);
    var books = List.of(record(selection.branches().getFirst().selection(), List.of(), "books/1"));

    var whole = author(selection, new Page(books, "", null));
    var part = author(selection, new Page(books, "token", null));
    var counted = author(selection, new Page(List.of(), "", 7L));

    assertThat(whole.getBooksCount()).isEqualTo(1);
    assertThat(whole.getCollectionsMap()).isEmpty();
    assertThat(part.getBooksCount()).isEqualTo(1);
    assertThat(part.getCollectionsMap())
        .isEqualTo(Map.of("books", Collection.newBuilder().setNextPageToken("token").build()));
    assertThat(counted.getCollectionsMap())
        .isEqualTo(Map.of("books", Collection.newBuilder().setTotalSize(7).build()));
  }

  private static Author author(Selection selection, Page books) {
    return RecordMapper.toMessage(
        record(selection, List.of(books), "authors/1"), Author.getDefaultInstance());
  }

  @Test
  void wrapsNumbersThatMayBeAbsent() {
    var selection = selectionOf("grade", FieldType.INTEGER);

    var none =
        RecordMapper.toMessage(
            record(selection, List.of(), 0L), GradeEnrollmentRequest.getDefaultInstance());

    assertThat(none.hasGrade()).isTrue();
    assertThat(none.getGrade().getValue()).isZero();
  }

  private static Relation relation(ResourceSchema schema) {
    return schema.relations().iterator().next();
  }

  @Test
  void leavesUnsetWhatHasNoValue() {
    var selection = ReadMask.of("number", "state").select(IDENTITY.records().schema(IDENTITY_CARD));

    assertThat(
            RecordMapper.toMessage(
                record(selection, List.of(), "users/1/identityCard", Absent.VALUE, "REVOKED"),
                IdentityCard.getDefaultInstance()))
        .isEqualTo(
            IdentityCard.newBuilder()
                .setName("users/1/identityCard")
                .setState(IdentityCard.State.REVOKED)
                .build());
  }

  @Test
  void refusesWhatTheContractDoesNotKnow() {
    assertThatThrownBy(() ->
            RecordMapper.toMessage(
                record(selectionOf("age", FieldType.INTEGER), List.of(), 7L),
                User.getDefaultInstance()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("age");
    assertThatThrownBy(() ->
            RecordMapper.toMessage(
                record(selectionOf("name", FieldType.INTEGER), List.of(), 7L),
                GetUserRequest.getDefaultInstance()))
        .isInstanceOf(IllegalStateException.class)
        .hasMessageContaining("cannot hold INTEGER");
  }

  @Test
  void theTypesOfTheApplicationAreThoseOfTheContract() {
    var types = new ResourceTypes(AllContracts.messages());

    for (var each :
        new Object[][] {
          {USER, User.getDescriptor()},
          {PROFILE, Profile.getDescriptor()},
          {IDENTITY_CARD, IdentityCard.getDescriptor()}
        }) {
      var descriptor = (Descriptor) each[1];
      assertThat(types.namedBy(descriptor.findFieldByName("name"))).isEqualTo(each[0]);
    }
  }

  private static Selection selectionOf(String field, FieldType type) {
    var only = Field.of(field, type);
    return new Selection(
        new ResourceSchema(new ResourceType("X", "x"), List.of(only), List.of()),
        List.of(only),
        List.of());
  }

  /** Stands for null, which lists cannot hold. */
  private enum Absent {
    VALUE
  }

  private static ResourceRecord record(Selection selection, List<?> related, Object... values) {
    return new ResourceRecord(selection, withNulls(Arrays.asList(values)), withNulls(related));
  }

  private static List<@Nullable Object> withNulls(List<?> values) {
    var list = new ArrayList<@Nullable Object>();
    values.forEach(value -> list.add(value == Absent.VALUE ? null : value));
    return list;
  }
}
