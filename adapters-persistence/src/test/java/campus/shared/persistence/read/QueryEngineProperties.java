package campus.shared.persistence.read;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Nested;
import campus.shared.application.query.Page;
import campus.shared.application.query.Parent;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.Selection;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.Subset;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.value.Money;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.read.SchoolModel.Club;
import campus.shared.persistence.read.SchoolModel.Membership;
import campus.shared.persistence.read.SchoolModel.Pupil;
import campus.shared.persistence.read.SchoolModel.Row;
import campus.shared.persistence.read.SchoolModel.School;
import campus.shared.persistence.read.SchoolModel.Teacher;
import campus.shared.persistence.read.SchoolTables.Mood;
import campus.shared.persistence.testing.Engine;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;

/**
 * The engine on PostgreSQL against {@link SchoolModel}, the same in memory: random rows, random
 * filters, orders, masks and pages.
 */
class QueryEngineProperties {

  private static final List<String> TEXTS =
      List.of(
          "", "a", "A", "ab", "Ab", "b", "a%", "a_", "%", "_", "\\", "a\\b", "'", "\"", "*", "a*b",
          "é", "É", "ß", "\uE000", "🦉", "z z", " ", "AND", "null");
  private static final List<Instant> TIMES =
      List.of(
          Instant.parse("2026-01-01T00:00:00Z"),
          Instant.parse("2026-01-01T00:00:00.000001Z"),
          Instant.parse("0001-01-01T00:00:00Z"),
          Instant.parse("9999-12-31T23:59:59.999999Z"));
  private static final List<Money> AMOUNTS =
      Stream.of("10.50 EUR", "-3.00 EUR", "0.00 EUR", "1050 JPY", "10.500 TND")
          .map(text -> Objects.requireNonNull(Money.parse(text)))
          .toList();

  private static final List<Long> NUMBERS = List.of(-1L, 0L, 1L, 2L, Long.MAX_VALUE);

  private static final Map<String, List<String>> TEXT_PATHS =
      Map.of(
          "School", List.of("label", "motto"),
          "Teacher",
              List.of("full_name", "school.label", "mentor.full_name", "mentor.school.motto"),
          "Pupil", List.of("nick", "teacher.full_name", "teacher.school.label"),
          "Club", List.of("label"));
  private static final Map<String, List<String>> OTHER_ORDERED =
      Map.of(
          "School", List.of(),
          "Teacher", List.of("age", "hired", "mentor.age", "mentor.mentor.hired"),
          "Pupil", List.of("teacher.age", "teacher.hired", "teacher.mentor.age"),
          "Club", List.of());
  private static final Map<String, List<List<String>>> COMPARABLE =
      Map.of(
          "School", List.of(List.of("motto")),
          "Teacher",
              List.of(
                  List.of("age", "mentor.age", "mentor.mentor.age"),
                  List.of("full_name", "mentor.full_name", "school.motto"),
                  List.of("hired", "mentor.hired"),
                  List.of("wage", "mentor.wage"),
                  List.of("mentor", "mentor.mentor"),
                  List.of("school", "mentor.school")),
          "Pupil", List.of(List.of("nick", "teacher.full_name", "teacher.mentor.full_name")));
  private static final Map<String, List<String>> TO_MANY_TEXT =
      Map.of(
          "School",
              List.of(
                  "teachers.full_name",
                  "teachers.pupils.nick",
                  "teachers.mentor.full_name",
                  "elders.full_name"),
          "Teacher", List.of("pupils.nick", "pupils.clubs.label", "school.teachers.full_name"),
          "Pupil",
              List.of("clubs.label", "teacher.pupils.nick", "teacher.school.teachers.full_name"),
          "Club",
              List.of("pupils.nick", "pupils.teacher.full_name", "pupils.teacher.school.label"));
  private static final Map<String, List<String>> RELATIONS =
      Map.of(
          "School", List.of("teachers", "teachers.pupils", "teachers.mentor", "elders"),
          "Teacher", List.of("school", "mentor", "pupils", "mentor.school", "pupils.clubs"),
          "Pupil", List.of("teacher", "clubs", "teacher.school", "teacher.mentor"),
          "Club", List.of("pupils", "pupils.teacher"));
  private static final Map<String, List<String>> MASKS =
      Map.of(
          "School",
              List.of(
                  "*",
                  "label",
                  "teachers",
                  "teachers.full_name",
                  "teachers.pupils.nick",
                  "teachers.mentor.full_name",
                  "elders",
                  "elders.mentor.teaching",
                  "teachers.pupils.clubs.label"),
          "Teacher",
              List.of(
                  "*",
                  "age",
                  "school",
                  "school.teachers.full_name",
                  "pupils",
                  "mentor.pupils",
                  "mentor.mentor.full_name",
                  "mentor.teaching",
                  "pupils.clubs.label"),
          "Pupil",
              List.of(
                  "*",
                  "nick",
                  "clubs",
                  "teacher.school.label",
                  "teacher.pupils.nick",
                  "clubs.pupils.nick"),
          "Club",
              List.of(
                  "*",
                  "latest",
                  "latest.teacher.full_name",
                  "pupils",
                  "pupils.teacher.school.label",
                  "pupils.clubs.label"));

  @Property(tries = 150, shrinking = ShrinkingMode.OFF)
  void filtersAndOrdersMeanTheSameAsInMemory(@ForAll long seed) {
    var random = new Random(seed);
    var tables = SchoolTables.of(randomModel(random), engine(random));
    for (int i = 0; i < 8; i++) {
      var resource = pick(random, SchoolTables.ALL);
      var filter = randomFilter(random, resource.schema().type().name(), 2);
      var orderBy = randomOrder(random, resource.schema().type().name());
      var condition = FilterChecker.check(filter, resource.schema(), Caller.ANONYMOUS);
      var keys = SortKey.parse(orderBy, resource.schema(), Caller.ANONYMOUS);
      var expected =
          tables.model.sorted(
              tables.model.rows(resource.type()).stream()
                  .filter(row -> tables.model.holds(condition, row))
                  .toList(),
              keys);
      var query =
          ListQuery.of(resource.type())
              .withMask(ReadMask.of("name"))
              .withFilter(filter)
              .withOrder(orderBy);

      assertThat(tables.pages(query, 1 + random.nextInt(4), () -> {}))
          .as("%s filter %s order %s", resource.type().name(), filter, orderBy)
          .isEqualTo(expected.stream().map(row -> row.name().toString()).toList());

      int skip = random.nextInt(4);
      var page =
          tables.queries.list(
              Caller.ANONYMOUS, query.withTotalSize(true).withSkip(skip).withPage(1000, ""));
      assertThat(page.totalSize()).isEqualTo(expected.size());
      assertThat(page.records()).hasSize(Math.max(0, expected.size() - skip));
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void masksBringTheShapesThatTheyAskFor(@ForAll long seed) {
    var random = new Random(seed);
    var tables = SchoolTables.of(randomModel(random), engine(random));
    for (int i = 0; i < 5; i++) {
      var resource = pick(random, SchoolTables.ALL);
      var type = resource.schema().type().name();
      var paths = new HashSet<String>();
      for (int p = random.nextInt(4); p >= 0; p--) {
        paths.add(pick(random, Objects.requireNonNull(MASKS.get(type))));
      }
      var mask = new ReadMask(List.copyOf(paths));
      var selection = mask.select(resource.schema());
      var orderBy = randomOrder(random, type);
      var expected =
          tables.model.sorted(
              tables.model.rows(resource.type()),
              SortKey.parse(orderBy, resource.schema(), Caller.ANONYMOUS));
      var call = new Call("c");
      var page =
          call.during(() ->
              tables.queries.list(
                  Caller.ANONYMOUS,
                  ListQuery.of(resource.type())
                      .withMask(mask)
                      .withOrder(orderBy)
                      .withPage(100, "")));

      assertThat(page.records().stream().map(QueryEngineProperties::print).toList())
          .as("%s %s order %s", type, paths, orderBy)
          .isEqualTo(expected.stream().map(row -> print(tables.model, row, selection)).toList());
      // The planner is asked first how many would be sorted by what has no index.
      int estimates = orderBy.contains("wage") ? 1 : 0;
      assertThat(call.statements()).isLessThanOrEqualTo(statements(selection) + estimates);
      if (!expected.isEmpty()) {
        var one = expected.get(random.nextInt(expected.size()));
        assertThat(print(tables.queries.get(Caller.ANONYMOUS, one.name(), mask)))
            .isEqualTo(print(tables.model, one, selection));
        var names = expected.stream().map(Row::name).toList();
        assertThat(
                tables.queries.batchGet(Caller.ANONYMOUS, names, mask).stream()
                    .map(QueryEngineProperties::print)
                    .toList())
            .isEqualTo(expected.stream().map(row -> print(tables.model, row, selection)).toList());
      }
    }
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void nestedCollectionsHoldWhatIsAskedOfThem(@ForAll long seed) {
    var random = new Random(seed);
    var tables = SchoolTables.of(randomModel(random), engine(random));
    for (int i = 0; i < 4; i++) {
      var resource = pick(random, SchoolTables.ALL);
      var type = resource.schema().type().name();
      var paths = new HashSet<String>();
      for (int p = random.nextInt(3); p >= 0; p--) {
        paths.add(pick(random, Objects.requireNonNull(MASKS.get(type))));
      }
      var selection = new ReadMask(List.copyOf(paths)).select(resource.schema());
      var nested = randomNested(random, "", selection);
      var mask = new ReadMask(List.copyOf(paths), nested);
      var rows = tables.model.sorted(tables.model.rows(resource.type()), List.of());
      var expected =
          rows.stream().map(row -> print(tables.model, row, selection, "", nested)).toList();
      var call = new Call("c");
      var query =
          ListQuery.of(resource.type())
              .withMask(mask)
              .withFilter(random.nextBoolean() ? "" : "name:*")
              .withPage(100, "");
      var page = call.during(() -> tables.queries.list(Caller.ANONYMOUS, query));

      assertThat(page.records().stream().map(QueryEngineProperties::printWithTotals).toList())
          .as("%s %s", type, mask)
          .isEqualTo(expected);
      int counts = (int) nested.stream().filter(Nested::totalSize).count();
      assertThat(call.statements()).isLessThanOrEqualTo(statements(selection) + counts + 1);
      for (int one = 0; one < Math.min(2, expected.size()); one++) {
        var row = rows.get(one);
        assertThat(printWithTotals(tables.queries.get(Caller.ANONYMOUS, row.name(), mask)))
            .isEqualTo(expected.get(one));
      }
    }
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void pagesOfNestedCollectionsConcatenateToTheWhole(@ForAll long seed) {
    var random = new Random(seed);
    var tables = SchoolTables.of(randomModel(random), engine(random));
    for (var resource : SchoolTables.ALL) {
      for (var relation : resource.schema().relations()) {
        var target = relation.target().get();
        for (var row : relation.isToMany() ? tables.model.rows(resource.type()) : List.<Row>of()) {
          var nested =
              Nested.of(relation.name())
                  .withFilter(
                      random.nextBoolean() ? "" : randomFilter(random, target.toString(), 1))
                  .withOrder(random.nextBoolean() ? "" : randomOrder(random, target.toString()));
          var expected =
              elements(tables.model, row, relation, nested).stream()
                  .map(element -> element.name().toString())
                  .toList();

          assertThat(walk(random, tables, row, nested, firstDeclared(resource, relation)))
              .as("%s of %s", nested, row.name())
              .isEqualTo(expected);
        }
      }
    }
  }

  private static boolean firstDeclared(Resource resource, Relation relation) {
    return resource.schema().relations().stream()
        .filter(other ->
            other.isToMany() && other.target().get().type().equals(relation.target().get().type()))
        .findFirst()
        .orElseThrow()
        .equals(relation);
  }

  /** The names on all pages, by the tokens of the owner's answer, and from somewhere on by List. */
  private static List<String> walk(
      Random random, SchoolTables tables, Row owner, Nested nested, boolean ends) {
    var seen = new ArrayList<String>();
    var token = "";
    int size = 1 + random.nextInt(3);
    do {
      var mask =
          ReadMask.of(nested.path() + ".name").withNested(List.of(nested.withPage(size, token)));
      var found = tables.queries.get(Caller.ANONYMOUS, owner.name(), mask);
      var page = (Page) Objects.requireNonNull(found.related().getFirst());
      page.records().forEach(record -> seen.add(record.name()));
      token = page.nextToken();
      if (!token.isEmpty() && ends && random.nextInt(3) == 0) {
        var type = found.selection().branches().getFirst().relation().target().get().type();
        var rest =
            ListQuery.of(type)
                .withParent(new Parent(owner.name(), nested.path()))
                .withMask(ReadMask.of("name"))
                .withFilter(nested.filter())
                .withOrder(nested.orderBy());
        do {
          var next = tables.queries.list(Caller.ANONYMOUS, rest.withPage(size, token));
          next.records().forEach(record -> seen.add(record.name()));
          token = next.nextToken();
        } while (!token.isEmpty());
      }
    } while (!token.isEmpty());
    return seen;
  }

  private static List<Nested> randomNested(Random random, String path, Selection selection) {
    var all = new ArrayList<Nested>();
    for (var branch : selection.branches()) {
      var there = path.isEmpty() ? branch.relation().name() : path + "." + branch.relation().name();
      if (branch.relation().isToMany() && random.nextInt(4) > 0) {
        var type = branch.relation().target().get().toString();
        all.add(
            Nested.of(there)
                .withFilter(random.nextBoolean() ? "" : randomFilter(random, type, 1))
                .withOrder(random.nextBoolean() ? "" : randomOrder(random, type))
                .withPage(random.nextInt(4), "")
                .withTotalSize(random.nextBoolean()));
      }
      all.addAll(randomNested(random, there, branch.selection()));
    }
    return all;
  }

  /** What is asked for of a collection, on all pages. */
  private static List<Row> elements(SchoolModel model, Row row, Relation relation, Nested nested) {
    var target = relation.target().get();
    var condition = FilterChecker.check(nested.filter(), target, Caller.ANONYMOUS);
    var keys = SortKey.parse(nested.orderBy(), target, Caller.ANONYMOUS);
    var all =
        model.related(row, relation).stream().filter(one -> model.holds(condition, one)).toList();
    return keys.isEmpty() ? all : model.sorted(all, keys);
  }

  private static String print(
      SchoolModel model, Row row, Selection selection, String path, List<Nested> nested) {
    var text = new StringBuilder(values(row, selection).toString());
    for (var branch : selection.branches()) {
      var relation = branch.relation();
      var there = path.isEmpty() ? relation.name() : path + "." + relation.name();
      if (relation.isToMany()) {
        var asked =
            nested.stream()
                .filter(one -> one.path().equals(there))
                .findFirst()
                .orElse(Nested.of(there));
        var all = elements(model, row, relation, asked);
        text.append(
            all.stream()
                .limit(asked.pageSize())
                .map(one -> print(model, one, branch.selection(), there, nested))
                .toList());
        text.append(asked.pageSize() > 0 && all.size() > asked.pageSize() ? "+" : "");
        text.append(asked.totalSize() ? "/" + all.size() : "");
      } else {
        var related = model.related(row, relation);
        text.append(
            related.isEmpty()
                ? "-"
                : "(" + print(model, related.getFirst(), branch.selection(), there, nested) + ")");
      }
    }
    return text.toString();
  }

  private static String printWithTotals(ResourceRecord found) {
    var text = new StringBuilder(found.values().toString());
    for (var related : found.related()) {
      switch (related) {
        case Page page -> {
          text.append(page.records().stream().map(QueryEngineProperties::printWithTotals).toList());
          text.append(page.nextToken().isEmpty() ? "" : "+");
          text.append(page.totalSize() == null ? "" : "/" + page.totalSize());
        }
        case ResourceRecord one -> text.append("(" + printWithTotals(one) + ")");
        case null, default -> text.append("-");
      }
    }
    return text.toString();
  }

  @Property(tries = 100, shrinking = ShrinkingMode.OFF)
  void subsetsHoldWhatTheyDeclare(@ForAll long seed) {
    var random = new Random(seed);
    var tables = SchoolTables.of(randomModel(random), engine(random));
    var model = tables.model;
    var text = pick(random, List.of("", "a", "b", "A", "%", "é", "zz"));
    assertSubset(
        random,
        tables,
        SchoolTables.PUPIL,
        Subset.of("found", text),
        "nick desc",
        "",
        row -> {
          var pupil = Objects.requireNonNull(model.pupils.get(row.id()));
          var teacher = Objects.requireNonNull(model.teachers.get(pupil.teacher()));
          return pupil.nick().contains(text) || teacher.fullName().contains(text);
        },
        row -> Objects.requireNonNull(model.pupils.get(row.id())).nick().contains(text));
    for (var school : model.schools.keySet()) {
      assertSubset(
          random,
          tables,
          SchoolTables.TEACHER,
          Subset.of("staff", school),
          "full_name desc",
          // A call can ask for another order.
          random.nextBoolean() ? "" : randomOrder(random, "Teacher"),
          row -> school.equals(Objects.requireNonNull(model.teachers.get(row.id())).school()));
      assertSubset(
          random,
          tables,
          SchoolTables.PUPIL,
          Subset.of("attending", school),
          "nick desc",
          row -> {
            var pupil = Objects.requireNonNull(model.pupils.get(row.id()));
            var teacher = Objects.requireNonNull(model.teachers.get(pupil.teacher()));
            return !pupil.nick().isEmpty() && school.equals(teacher.school());
          });
    }
  }

  private static void assertSubset(
      Random random,
      SchoolTables tables,
      Resource resource,
      Subset subset,
      String order,
      Predicate<Row> member) {
    assertSubset(random, tables, resource, subset, order, "", member, _ -> true);
  }

  private static void assertSubset(
      Random random,
      SchoolTables tables,
      Resource resource,
      Subset subset,
      String order,
      String asked,
      Predicate<Row> member) {
    assertSubset(random, tables, resource, subset, order, asked, member, _ -> true);
  }

  /**
   * @param order the subset's own
   * @param asked what the call asks for; empty for nothing
   * @param first what comes before the rest
   */
  private static void assertSubset(
      Random random,
      SchoolTables tables,
      Resource resource,
      Subset subset,
      String order,
      String asked,
      Predicate<Row> member,
      Predicate<Row> first) {
    var filter = random.nextBoolean() ? "" : randomFilter(random, resource.type().name(), 1);
    var condition = FilterChecker.check(filter, resource.schema(), Caller.ANONYMOUS);
    var expected =
        tables
            .model
            .sorted(
                tables.model.rows(resource.type()).stream()
                    .filter(row -> member.test(row) && tables.model.holds(condition, row))
                    .toList(),
                SortKey.parse(asked.isEmpty() ? order : asked, resource.schema(), Caller.ANONYMOUS))
            .stream()
            .sorted(Comparator.comparing(row -> !first.test(row)))
            .map(row -> row.name().toString())
            .toList();
    var query =
        ListQuery.of(resource.type())
            .withSubset(subset)
            .withMask(ReadMask.of("name"))
            .withFilter(filter)
            .withOrder(asked);

    assertThat(tables.pages(query, 1 + random.nextInt(3), () -> {}))
        .as("%s filter %s order %s", subset, filter, asked)
        .isEqualTo(expected);

    int skip = random.nextInt(3);
    var page =
        tables.queries.list(
            Caller.ANONYMOUS, query.withTotalSize(true).withSkip(skip).withPage(2, ""));
    assertThat(page.totalSize()).isEqualTo(expected.size());
    assertThat(page.records().stream().map(ResourceRecord::name))
        .isEqualTo(expected.stream().skip(skip).limit(2).toList());
  }

  @Property(tries = 60, shrinking = ShrinkingMode.OFF)
  void pagesHoldWhatStoodThroughoutOnce(@ForAll long seed) {
    var random = new Random(seed);
    var tables = SchoolTables.of(randomModel(random), engine(random));
    if (tables.model.teachers.isEmpty()) {
      return;
    }
    var stood = new HashSet<>(tables.model.pupils.keySet());
    var query =
        ListQuery.of(SchoolTables.PUPIL_TYPE)
            .withMask(ReadMask.of("name"))
            .withOrder(randomOrder(random, "Pupil"));
    var seen =
        tables.pages(
            query,
            1 + random.nextInt(3),
            () -> {
              // No more than what makes the list end.
              if (random.nextInt(3) == 0) {
                tables.add(randomPupil(random, tables.model));
              }
              if (random.nextInt(3) == 0 && !tables.model.pupils.isEmpty()) {
                var victim = pick(random, List.copyOf(tables.model.pupils.keySet()));
                tables.removePupil(victim);
                stood.remove(victim);
              }
            });

    assertThat(seen).doesNotHaveDuplicates();
    assertThat(seen).containsAll(stood.stream().map(id -> "pupils/" + id).toList());
  }

  @Property(tries = 400, shrinking = ShrinkingMode.OFF)
  void anythingIsAnsweredOrInvalid(@ForAll String text, @ForAll long seed) {
    var random = new Random(seed);
    var tables = Holder.TABLES;
    // The edge refuses U+0000 before anything gets here.
    var garbage = text.replace("\u0000", "") + pick(random, TEXTS);
    var query = ListQuery.of(pick(random, SchoolTables.ALL).type());
    for (Supplier<Object> call :
        List.<Supplier<Object>>of(
            () -> tables.queries.list(Caller.ANONYMOUS, query.withFilter(garbage)),
            () -> tables.queries.list(Caller.ANONYMOUS, query.withOrder(garbage)),
            () -> tables.queries.list(Caller.ANONYMOUS, query.withPage(1, garbage)),
            () -> tables.queries.list(Caller.ANONYMOUS, query.withMask(ReadMask.of(garbage))),
            () ->
                tables.queries.list(
                    Caller.ANONYMOUS,
                    query.withFilter("name = \"" + garbage.replace("\\", "\\\\") + "\"")))) {
      try {
        assertThat(call.get()).isNotNull();
      } catch (InvalidRequest e) {
        assertThat(e.violations()).isNotEmpty();
      }
    }
  }

  /** Tables that are filled once. */
  private static final class Holder {
    static final SchoolTables TABLES =
        SchoolTables.of(randomModel(new Random(1)), Engine.POSTGRES_18);
  }

  static Engine engine(Random random) {
    return random.nextInt(4) == 0 && Engine.POSTGRES_15.available()
        ? Engine.POSTGRES_15
        : Engine.POSTGRES_18;
  }

  static SchoolModel randomModel(Random random) {
    var model = new SchoolModel();
    for (int i = random.nextInt(4); i > 0; i--) {
      var school =
          new School(
              id(random),
              pick(random, TEXTS),
              maybe(random, () -> pick(random, TEXTS)),
              maybe(random, () -> pick(random, List.of(Mood.values()))),
              random.nextBoolean());
      model.schools.put(school.id(), school);
    }
    for (int i = random.nextInt(7); i > 0; i--) {
      var teacher =
          new Teacher(
              id(random),
              oneOf(random, model.schools.keySet()),
              oneOf(random, model.teachers.keySet()),
              pick(random, TEXTS),
              maybe(random, () -> pick(random, NUMBERS)),
              maybe(random, () -> pick(random, TIMES)),
              maybe(random, () -> pick(random, AMOUNTS)));
      model.teachers.put(teacher.id(), teacher);
    }
    for (int i = model.teachers.isEmpty() ? 0 : random.nextInt(10); i > 0; i--) {
      var pupil = randomPupil(random, model);
      model.pupils.put(pupil.id(), pupil);
    }
    for (int i = random.nextInt(4); i > 0; i--) {
      var club = new Club(id(random), pick(random, TEXTS));
      model.clubs.put(club.id(), club);
    }
    for (var pupil : model.pupils.keySet()) {
      for (var club : model.clubs.keySet()) {
        if (random.nextBoolean()) {
          model.memberships.add(new Membership(pupil, club));
        }
      }
    }
    return model;
  }

  private static Pupil randomPupil(Random random, SchoolModel model) {
    return new Pupil(
        id(random), pick(random, List.copyOf(model.teachers.keySet())), pick(random, TEXTS));
  }

  private static UUID id(Random random) {
    return new UUID(random.nextLong(), random.nextLong());
  }

  private static @Nullable UUID oneOf(Random random, java.util.Set<UUID> ids) {
    return ids.isEmpty() ? null : maybe(random, () -> pick(random, List.copyOf(ids)));
  }

  private static <T> @Nullable T maybe(Random random, Supplier<T> value) {
    return random.nextInt(3) == 0 ? null : value.get();
  }

  static <T> T pick(Random random, List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  private static String randomOrder(Random random, String type) {
    var paths = new ArrayList<>(Objects.requireNonNull(TEXT_PATHS.get(type)));
    paths.addAll(Objects.requireNonNull(OTHER_ORDERED.get(type)));
    if (type.equals("Teacher")) {
      paths.addAll(List.of("wage", "mentor.wage"));
    }
    Collections.shuffle(paths, random);
    return paths.subList(0, random.nextInt(Math.min(4, paths.size() + 1))).stream()
        .map(path -> random.nextBoolean() ? path + " desc" : path)
        .reduce((a, b) -> a + ", " + b)
        .orElse("");
  }

  static String randomFilter(Random random, String type, int depth) {
    return switch (depth == 0 ? 0 : random.nextInt(5)) {
      case 1 -> operand(random, type, depth) + " AND " + operand(random, type, depth);
      case 2 -> operand(random, type, depth) + " OR " + operand(random, type, depth);
      case 3 -> "NOT " + operand(random, type, depth);
      case 4 -> "-" + operand(random, type, depth);
      default -> randomRestriction(random, type);
    };
  }

  private static String operand(Random random, String type, int depth) {
    return "(" + randomFilter(random, type, depth - 1) + ")";
  }

  private static String randomRestriction(Random random, String type) {
    var candidates = new ArrayList<Function<Random, String>>();
    candidates.add(r ->
        pick(r, Objects.requireNonNull(TEXT_PATHS.get(type)))
            + pick(r, List.of(" = ", " != ", ":"))
            + pattern(r));
    candidates.add(r ->
        pick(r, Objects.requireNonNull(TEXT_PATHS.get(type)))
            + pick(r, List.of(" = ", " != ", " < ", " <= ", " > ", " >= ", ":"))
            + quote(pick(r, TEXTS)));
    candidates.add(r -> pick(r, Objects.requireNonNull(TEXT_PATHS.get(type))) + ":*");
    candidates.add(r ->
        pick(r, Objects.requireNonNull(TEXT_PATHS.get(type)))
            + pick(r, List.of(" = ", " != ", ":"))
            + list(r));
    candidates.add(r ->
        "icase("
            + pick(r, Objects.requireNonNull(TEXT_PATHS.get(type)))
            + ")"
            + pick(r, List.of(" = ", " != ", ":"))
            + pick(r, List.of(list(r), pattern(r), quote(pick(r, TEXTS)))));
    candidates.add(r ->
        "icase("
            + pick(r, Objects.requireNonNull(TO_MANY_TEXT.get(type)))
            + "):"
            + pick(r, List.of(list(r), pattern(r), quote(pick(r, TEXTS)))));
    candidates.add(r -> pick(r, Objects.requireNonNull(TO_MANY_TEXT.get(type))) + ":" + list(r));
    candidates.add(r ->
        pick(r, Objects.requireNonNull(TEXT_PATHS.get(type)))
            + pick(r, List.of(" = null", " != null")));
    candidates.add(r -> pick(r, Objects.requireNonNull(TO_MANY_TEXT.get(type))) + ":null");
    var comparable = COMPARABLE.get(type);
    if (comparable != null) {
      candidates.add(r -> {
        var paths = pick(r, comparable);
        boolean ordered = !paths.getFirst().equals("mentor") && !paths.getFirst().equals("school");
        var operator =
            pick(
                r,
                ordered
                    ? List.of(" = ", " != ", " < ", " <= ", " > ", " >= ")
                    : List.of(" = ", " != "));
        return pick(r, paths) + operator + pick(r, paths);
      });
    }
    candidates.add(r -> pick(r, Objects.requireNonNull(TO_MANY_TEXT.get(type))) + ":" + pattern(r));
    candidates.add(
        r -> pick(r, Objects.requireNonNull(TO_MANY_TEXT.get(type))) + ":" + quote(pick(r, TEXTS)));
    candidates.add(r -> pick(r, Objects.requireNonNull(RELATIONS.get(type))) + ":*");
    var ordered = Objects.requireNonNull(OTHER_ORDERED.get(type));
    if (!ordered.isEmpty()) {
      candidates.add(r -> {
        var path = pick(r, ordered);
        var value =
            path.endsWith("age") ? pick(r, NUMBERS).toString() : quote(pick(r, TIMES).toString());
        return path + pick(r, List.of(" = ", " != ", " < ", " <= ", " > ", " >= ")) + value;
      });
      candidates.add(r -> pick(r, ordered) + ":*");
      candidates.add(r -> pick(r, ordered) + pick(r, List.of(" = null", " != null")));
      candidates.add(r -> {
        var path = pick(r, ordered);
        var values = path.endsWith("age") ? "(-1, 2, 0)" : "(\"" + TIMES.get(1) + "\", 2026-01-01)";
        return path + pick(r, List.of(" = ", " != ")) + values;
      });
    }
    if (type.equals("Teacher")) {
      candidates.add(r ->
          "wage"
              + pick(r, List.of(" = ", " != ", " < ", " <= ", " > ", " >= ", ":"))
              + quote(pick(r, AMOUNTS).toString()));
      candidates.add(_ -> "wage:*");
    }
    if (type.equals("School")) {
      candidates.add(
          r -> "mood" + pick(r, List.of(" = ", " != ", ":")) + pick(r, List.of("GLAD", "GRIM")));
      candidates.add(r -> "open" + pick(r, List.of(" = ", " != ")) + r.nextBoolean());
      candidates.add(r -> "mood:*");
    }
    if (type.equals("Teacher")) {
      candidates.add(r ->
          pick(r, List.of("teaching", "mentor.teaching"))
              + pick(r, List.of(" = ", " != "))
              + r.nextBoolean());
      candidates.add(r -> pick(r, List.of("teaching", "mentor.teaching")) + ":*");
    }
    return pick(random, candidates).apply(random);
  }

  private static String quote(String text) {
    return "\"" + text.replace("\\", "\\\\").replace("\"", "\\\"").replace("*", "\\*") + "\"";
  }

  private static String list(Random random) {
    return pick(random, List.of("(", "( "))
        + quote(pick(random, TEXTS))
        + pick(random, List.of(",", ", ", " , "))
        + quote(pick(random, TEXTS))
        + ")";
  }

  private static String pattern(Random random) {
    var inner = quote(pick(random, TEXTS));
    var text = inner.substring(1, inner.length() - 1);
    return switch (random.nextInt(4)) {
      case 0 -> "\"" + text + "*\"";
      case 1 -> "\"*" + text + "\"";
      case 2 -> "\"*" + text + "*\"";
      default -> "\"" + text + "*" + text + "\"";
    };
  }

  /**
   * The number of statements that a selection may take: one, and one for each further collection.
   */
  private static int statements(Selection selection) {
    return Math.max(1, collections(selection));
  }

  private static int collections(Selection selection) {
    return selection.branches().stream()
        .mapToInt(b -> (b.relation().isToMany() ? 1 : 0) + collections(b.selection()))
        .sum();
  }

  private static String print(ResourceRecord found) {
    var text = new StringBuilder(found.values().toString());
    for (var related : found.related()) {
      if (related instanceof Page page) {
        text.append(page.records().stream().map(QueryEngineProperties::print).toList());
      } else {
        text.append(related == null ? "-" : "(" + print((ResourceRecord) related) + ")");
      }
    }
    return text.toString();
  }

  private static String print(SchoolModel model, Row row, Selection selection) {
    var text = new StringBuilder(values(row, selection).toString());
    for (var branch : selection.branches()) {
      var related =
          model.related(row, branch.relation()).stream()
              .map(r -> print(model, r, branch.selection()))
              .toList();
      if (branch.relation().isToMany()) {
        text.append(related);
      } else {
        text.append(related.isEmpty() ? "-" : "(" + related.getFirst() + ")");
      }
    }
    return text.toString();
  }

  private static List<@Nullable Object> values(Row row, Selection selection) {
    var values = new ArrayList<@Nullable Object>();
    for (var field : selection.fields()) {
      values.add(
          field.name().equals("name") ? row.name().toString() : row.values().get(field.name()));
    }
    return values;
  }
}
