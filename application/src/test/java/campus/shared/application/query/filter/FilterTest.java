package campus.shared.application.query.filter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Kind;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.Visibility;
import campus.shared.application.query.filter.Condition.Compare;
import campus.shared.application.query.filter.Condition.Matches;
import campus.shared.application.query.filter.Condition.Present;
import campus.shared.application.query.filter.Filter.And;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.application.query.filter.Filter.Or;
import campus.shared.application.query.filter.Filter.Restriction;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FilterTest {

  private static final Caller ANYBODY =
      new Caller(new UserId(new UUID(1, 1)), Set.of(Role.MEMBER), null);
  private static final Caller ADMIN =
      new Caller(new UserId(new UUID(1, 2)), Set.of(Role.ADMIN), null);

  private final ResourceSchema post =
      new ResourceSchema(
          new ResourceType("Post", "posts/{post}"),
          List.of(
              Field.of("name", FieldType.NAME),
              Field.of("title", FieldType.TEXT),
              Field.of("like_count", FieldType.INTEGER),
              Field.of("liked", FieldType.BOOLEAN),
              Field.of("create_time", FieldType.TIMESTAMP),
              Field.of("etag", FieldType.ETAG),
              new Field(
                  "state",
                  FieldType.ENUM,
                  Visibility.EVERYONE,
                  false,
                  false,
                  false,
                  Set.of("DRAFT", "PUBLISHED")),
              new Field("secret", FieldType.TEXT, Visibility.OWNER, false, true, false, Set.of())),
          List.of(
              new Relation("author", Kind.ONE, this::author),
              new Relation("tags", Kind.MANY, this::tag)));
  private final ResourceSchema author =
      new ResourceSchema(
          new ResourceType("Author", "authors/{author}"),
          List.of(Field.of("name", FieldType.NAME), Field.of("username", FieldType.LABEL)),
          List.of(new Relation("posts", Kind.MANY, () -> post)));
  private final ResourceSchema tag =
      new ResourceSchema(
          new ResourceType("Tag", "tags/{tag}"),
          List.of(Field.of("name", FieldType.NAME), Field.of("label", FieldType.LABEL)),
          List.of());

  private ResourceSchema author() {
    return author;
  }

  private ResourceSchema tag() {
    return tag;
  }

  @Test
  void orBindsTighterThanAnd() {
    assertThat(Filter.parse("a = 1 AND b = 2 OR c = 3"))
        .isInstanceOfSatisfying(
            And.class,
            and ->
                assertThat(and.operands())
                    .map(Object::getClass)
                    .containsExactly(Restriction.class, Or.class));
  }

  @Test
  void whatFollowsEachOtherIsJoinedByAnd() {
    assertThat(Filter.parse("a = 1 b = 2")).isEqualTo(Filter.parse("a = 1 AND b = 2"));
  }

  @Test
  void minusIsNot() {
    assertThat(Filter.parse("-a:1")).isEqualTo(Filter.parse("NOT a:1"));
    assertThat(Filter.parse("-(a:1 OR b:2)")).isEqualTo(Filter.parse("NOT (a:1 OR b:2)"));
  }

  @Test
  void anEmptyFilterHoldsForEverything() {
    assertThat(Filter.parse("  ")).isEqualTo(Filter.EVERYTHING);
    assertThat(check("")).isEqualTo(Condition.ALWAYS);
  }

  @Test
  void quotesKeepWhatTheyHold() {
    assertThat(check("title = \"a \\\"b\\\" \\\\ \\* AND\""))
        .isEqualTo(compare("title", Operator.EQUAL, "a \"b\" \\ * AND"));
    assertThat(check("title = 'it is \"so\"'"))
        .isEqualTo(compare("title", Operator.EQUAL, "it is \"so\""));
  }

  @Test
  void starsStandForAnything() {
    assertThat(check("title = \"a*b\\*c*\""))
        .isInstanceOfSatisfying(
            Matches.class, matches -> assertThat(matches.pieces()).containsExactly("a", "b*c", ""));
    assertThat(check("title != a*"))
        .isInstanceOfSatisfying(Matches.class, matches -> assertThat(matches.negated()).isTrue());
  }

  @Test
  void labelsAreFolded() {
    assertThat(check("tags.label:\"JAVA\""))
        .isInstanceOfSatisfying(
            Compare.class, compare -> assertThat(compare.value()).isEqualTo("java"));
  }

  @Test
  void valuesGetTheTypesOfTheirFields() {
    assertThat(check("like_count >= -5"))
        .isEqualTo(compare("like_count", Operator.GREATER_OR_EQUAL, -5L));
    assertThat(check("liked = true")).isEqualTo(compare("liked", Operator.EQUAL, true));
    assertThat(check("create_time > 2026-01-01T00:00:00.5+01:00"))
        .isEqualTo(
            compare("create_time", Operator.GREATER, Instant.parse("2025-12-31T23:00:00.5Z")));
    assertThat(check("state = PUBLISHED")).isEqualTo(compare("state", Operator.EQUAL, "PUBLISHED"));
  }

  @Test
  void aRelationAloneIsTheNameOfWhatIsThere() {
    var id = UUID.fromString("01980000-0000-7000-8000-000000000001");
    assertThat(check("author = \"authors/" + id + "\""))
        .isInstanceOfSatisfying(
            Compare.class,
            compare -> assertThat(compare.value()).isEqualTo(author.type().named(id)));
    assertThat(check("tags:*")).isInstanceOf(Present.class);
    assertThat(check("title:*")).isInstanceOf(Present.class);
  }

  @Test
  void aRoleUnlocksWhatIsRestricted() {
    assertThat(FilterChecker.check("secret = x", post, ADMIN)).isInstanceOf(Compare.class);
    assertThatThrownBy(() -> FilterChecker.check("secret = x", post, ANYBODY))
        .isInstanceOf(InvalidRequest.class);
    assertThat(SortKey.parse("secret desc", post, ADMIN)).hasSize(1);
    assertThatThrownBy(() -> SortKey.parse("secret", post, ANYBODY))
        .isInstanceOf(InvalidRequest.class);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "tittle = a                 | at position 1: \"tittle\" is not a field of Post",
        "title = a AND x.y = 1      | at position 15: \"x\" is not a field of Post",
        "author.nam = 1             | at position 8: \"nam\" is not a field of Author",
        "title.x = 1                | at position 1: title is a plain field",
        "title                      | at position 6: expected =, !=, <, <=, >, >= or :, found the"
            + " end",
        "title = \"a               | at position 9: this quote is never closed",
        "title = ((a))              | at position 10: expected a value, found \"(\"",
        "title = (a b)              | at position 12: expected , or ), found \"b\"",
        "title = ()                 | at position 10: expected a value, found \")\"",
        "title = (a, b*)            | at position 13: * does not work in a list",
        "title = (a, null)          | at position 13: null is no value: add OR title = null",
        "like_count < (1, 2)        | at position 14: a list works with =, != and :, not <",
        "like_count = (1, x)        | at position 18: expected a whole number",
        "icase(like_count) = 1      | at position 7: like_count is not text",
        "icase(title = 1            | at position 13: expected ), found",
        "(title = a                 | at position 11: expected ), found the end",
        "title = a)                 | at position 10: expected AND, OR or the end, found \")\"",
        "AND title = a              | at position 5: expected =, !=",
        "title = \"\\x\"            | at position 10: \\ has to be followed by",
        "like_count = many          | at position 14: expected a whole number, found \"many\"",
        "like_count = 1*            | at position 14: like_count is not text",
        "liked = yes                | at position 9: expected true or false",
        "liked > true               | at position 1: liked has no order",
        "state = GONE               | at position 9: expected one of DRAFT, PUBLISHED, found"
            + " \"GONE\"",
        "create_time = yesterday    | at position 15: expected a time like",
        "create_time = 2026-01-01T00:00:00.1234567Z | at position 15: expected a time like",
        "title < a*                 | at position 9: * works with =, != and :, not <",
        "tags.label = java          | at position 6: \"tags.label\" leads to many",
        "etag = 1                   | at position 1: etag cannot be filtered on",
        "author = users/1           | at position 10: expected the name of a resource",
        "author.posts.author.posts:*| at position 21: leads through more than 3 relations",
        "like_count > null          | at position 14: null works with = and !=, not >",
        "like_count != NULL         | at position 15: expected a whole number, found \"NULL\"",
        "tags:null                  | at position 6: tags leads to many: write NOT tags:*",
        "title != author.username   | at position 10: author.username is a field that cannot be",
        "title = tags.label         | at position 9: fields are compared with each other only",
        "title = secret             | at position 9: secret can be filtered on only by",
        "create_time = 2026-02-30   | at position 15: expected a time like",
        "title AND liked = true     | at position 7: expected =, !=, <, <=, >, >= or :, found"
            + " \"AND\"",
        "🦉 = 1                     | at position 1: expected the name of a field, found \"🦉\"",
      })
  void saysWhereAndWhatItExpected(String filter, String message) {
    assertThatThrownBy(() -> check(filter))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageStartingWith("filter: " + message);
  }

  @Test
  void whatIsQuotedIsAText() {
    assertThat(check("title = \"null\"")).isEqualTo(compare("title", Operator.EQUAL, "null"));
    assertThat(check("title = 'author.username'"))
        .isEqualTo(compare("title", Operator.EQUAL, "author.username"));
  }

  @Test
  void listsHoldSeveralValues() {
    assertThat(check("title = (a, \"b, c\" , d)"))
        .isEqualTo(new Condition.In(path("title"), List.of("a", "b, c", "d"), false));
    assertThat(check("like_count != (1,2)"))
        .isEqualTo(new Condition.In(path("like_count"), List.of(1L, 2L), true));
    assertThat(check("title = (" + "x, ".repeat(999) + "x)")).isInstanceOf(Condition.In.class);
    assertThatThrownBy(() -> check("title = (" + "x, ".repeat(1000) + "x)"))
        .hasMessageContaining("1000 values");
    assertThat(check("title = (" + "x".repeat(50_000) + ")")).isInstanceOf(Condition.In.class);
    assertThatThrownBy(() -> check("title = (" + "x".repeat(70_000) + ")"))
        .hasMessageContaining("65536 bytes");
    assertThatThrownBy(() -> check("title = (a) AND title = " + "x".repeat(5000)))
        .hasMessageContaining("4096 bytes");
  }

  @Test
  void caseCanBeIgnored() {
    var title = new FieldPath(List.of(), path("title").field(), true);

    assertThat(check("icase(title) = ABC")).isEqualTo(new Compare(title, Operator.EQUAL, "ABC"));
    assertThat(check("icase( title ):(a, b)"))
        .isEqualTo(new Condition.In(title, List.of("a", "b"), false));
    // Labels never have a case.
    assertThat(check("icase(author.username) = A")).isEqualTo(check("author.username = A"));
  }

  @Test
  void nullMeansNoValue() {
    assertThat(check("title = null")).isEqualTo(new Condition.Absent(path("title")));
    assertThat(check("title != null"))
        .isEqualTo(new Condition.Not(new Condition.Absent(path("title"))));
    assertThat(check("author = null")).isInstanceOf(Condition.Absent.class);
    assertThat(check("tags.label:null")).isInstanceOf(Condition.Absent.class);
  }

  @Test
  void fieldsAreComparedWithEachOther() {
    assertThat(check("like_count < like_count"))
        .isEqualTo(
            new Condition.CompareFields(path("like_count"), Operator.LESS, path("like_count")));
  }

  @Test
  void datesBeginAtMidnightInUtc() {
    assertThat(check("create_time >= 2026-11-01"))
        .isEqualTo(
            compare(
                "create_time", Operator.GREATER_OR_EQUAL, Instant.parse("2026-11-01T00:00:00Z")));
  }

  @Test
  void hasLimits() {
    assertThatThrownBy(() -> check("title = \"" + "x".repeat(4096) + "\""))
        .hasMessageContaining("4096 bytes");
    assertThatThrownBy(() -> check("title = x ".repeat(51))).hasMessageContaining("50 comparisons");
    assertThat(check("title = x ".repeat(50))).isNotNull();
    assertThatThrownBy(() -> check("(".repeat(21) + "title = x" + ")".repeat(21)))
        .hasMessageContaining("deeper than 20");
    assertThatThrownBy(() -> check("-(".repeat(2000) + "title = x"))
        .isInstanceOf(InvalidRequest.class);
    assertThat(check("(".repeat(20) + "title = x" + ")".repeat(20))).isNotNull();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "title desc asc | is not a field, or a field and desc",
        "secret, | is not a field of Post",
        "secret, secret desc | secret twice",
        "state | cannot be sorted by",
        "tags.label | tags leads to many",
        "author.age | \"age\" is not a field of Author",
        "x.y | \"x\" is not a field of Post",
      })
  void refusesOrders(String orderBy, String message) {
    assertThatThrownBy(() -> SortKey.parse(orderBy, post, ADMIN))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageStartingWith("order_by: ")
        .hasMessageContaining(message);
  }

  private Condition check(String filter) {
    return FilterChecker.check(filter, post, ANYBODY);
  }

  private Compare compare(String field, Operator operator, Object value) {
    return new Compare(path(field), operator, value);
  }

  private FieldPath path(String field) {
    return new FieldPath(List.of(), Objects.requireNonNull(post.field(field)));
  }
}
