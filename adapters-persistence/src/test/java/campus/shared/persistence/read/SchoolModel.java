package campus.shared.persistence.read;

import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.Condition.Absent;
import campus.shared.application.query.filter.Condition.All;
import campus.shared.application.query.filter.Condition.Any;
import campus.shared.application.query.filter.Condition.Compare;
import campus.shared.application.query.filter.Condition.CompareFields;
import campus.shared.application.query.filter.Condition.In;
import campus.shared.application.query.filter.Condition.Matches;
import campus.shared.application.query.filter.Condition.Not;
import campus.shared.application.query.filter.Condition.Present;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Text;
import campus.shared.persistence.read.SchoolTables.Mood;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Schools, their teachers, these teachers' pupils, and the pupils' clubs, in memory; and what
 * conditions and orders mean there, evaluated in the simplest way.
 */
final class SchoolModel {

  /** A row of any table. */
  record Row(ResourceType type, UUID id, Map<String, @Nullable Object> values) {
    ResourceName name() {
      return type.named(id);
    }
  }

  record School(UUID id, String label, @Nullable String motto, @Nullable Mood mood, boolean open) {}

  record Teacher(
      UUID id,
      @Nullable UUID school,
      @Nullable UUID mentor,
      String fullName,
      @Nullable Long age,
      @Nullable Instant hired,
      @Nullable Money wage) {}

  record Pupil(UUID id, UUID teacher, String nick) {}

  record Club(UUID id, String label) {}

  record Membership(UUID pupil, UUID club) {}

  final Map<UUID, School> schools = new LinkedHashMap<>();
  final Map<UUID, Teacher> teachers = new LinkedHashMap<>();
  final Map<UUID, Pupil> pupils = new LinkedHashMap<>();
  final Map<UUID, Club> clubs = new LinkedHashMap<>();
  final Set<Membership> memberships = new HashSet<>();

  /** All resources of a kind. */
  List<Row> rows(ResourceType type) {
    return switch (type.name()) {
      case "School" -> schools.values().stream().map(SchoolModel::row).toList();
      case "Teacher" -> teachers.values().stream().map(this::row).toList();
      case "Pupil" -> pupils.values().stream().map(SchoolModel::row).toList();
      case "Club" -> clubs.values().stream().map(SchoolModel::row).toList();
      default -> throw new IllegalArgumentException(type.name());
    };
  }

  private static Row row(School s) {
    return new Row(
        SchoolTables.SCHOOL_TYPE,
        s.id(),
        values(
            "label",
            s.label(),
            "motto",
            s.motto(),
            "mood",
            s.mood() == null ? null : s.mood().name(),
            "open",
            s.open()));
  }

  private Row row(Teacher t) {
    return new Row(
        SchoolTables.TEACHER_TYPE,
        t.id(),
        values(
            "full_name",
            t.fullName(),
            "age",
            t.age(),
            "hired",
            t.hired(),
            "wage",
            t.wage(),
            "teaching",
            pupils.values().stream().anyMatch(p -> p.teacher().equals(t.id()))));
  }

  private static Row row(Pupil p) {
    return new Row(SchoolTables.PUPIL_TYPE, p.id(), values("nick", p.nick()));
  }

  private static Row row(Club c) {
    return new Row(SchoolTables.CLUB_TYPE, c.id(), values("label", c.label()));
  }

  private static Map<String, @Nullable Object> values(@Nullable Object... namesAndValues) {
    var values = new LinkedHashMap<String, @Nullable Object>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      values.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
    }
    return values;
  }

  /** What a relation leads to, in natural order. */
  List<Row> related(Row row, Relation relation) {
    var found =
        switch (row.type().name() + "." + relation.name()) {
          case "School.teachers" ->
              teachers.values().stream().filter(t -> row.id().equals(t.school())).map(this::row);
          case "School.elders" ->
              teachers.values().stream()
                  .filter(t -> row.id().equals(t.school()) && t.age() != null && t.age() >= 1)
                  .map(this::row);
          case "Teacher.school" ->
              schools.values().stream()
                  .filter(s -> s.id().equals(teacher(row).school()))
                  .map(SchoolModel::row);
          case "Teacher.mentor" ->
              teachers.values().stream()
                  .filter(t -> t.id().equals(teacher(row).mentor()))
                  .map(this::row);
          case "Teacher.pupils" ->
              pupils.values().stream()
                  .filter(p -> p.teacher().equals(row.id()))
                  .map(SchoolModel::row);
          case "Pupil.teacher" ->
              teachers.values().stream()
                  .filter(
                      t -> t.id().equals(Objects.requireNonNull(pupils.get(row.id())).teacher()))
                  .map(this::row);
          case "Pupil.clubs" ->
              clubs.values().stream()
                  .filter(c -> memberships.contains(new Membership(row.id(), c.id())))
                  .map(SchoolModel::row);
          case "Club.pupils", "Club.latest" ->
              pupils.values().stream()
                  .filter(p -> memberships.contains(new Membership(p.id(), row.id())))
                  .map(SchoolModel::row);
          default -> throw new IllegalArgumentException(row + " " + relation);
        };
    Comparator<Row> byId = Comparator.comparing(r -> r.id().toString());
    return found
        .sorted(
            switch (relation.name()) {
              case "elders" ->
                  Comparator.comparing(
                          (Row r) -> (Long) Objects.requireNonNull(r.values().get("age")))
                      .thenComparing(byId)
                      .reversed();
              case "latest" -> byId.reversed();
              default -> byId;
            })
        .toList();
  }

  private Teacher teacher(Row row) {
    return Objects.requireNonNull(teachers.get(row.id()));
  }

  boolean holds(Condition condition, Row row) {
    return switch (condition) {
      case All all -> all.conditions().stream().allMatch(c -> holds(c, row));
      case Any any -> any.conditions().stream().anyMatch(c -> holds(c, row));
      case Not not -> !holds(not.condition(), row);
      case Compare compare ->
          ends(row, compare.path()).stream()
              .anyMatch(end -> compare(compare.path(), compare.operator(), compare.value(), end));
      case In in -> ends(row, in.path()).stream().anyMatch(end -> in(in, end));
      case CompareFields fields -> {
        var other = ends(row, fields.other());
        var value = other.isEmpty() ? null : valueAt(fields.other(), other.getFirst());
        yield value != null
            && ends(row, fields.path()).stream()
                .anyMatch(end -> compare(fields.path(), fields.operator(), value, end));
      }
      case Absent absent -> isAbsent(absent.path(), row);
      case Matches matches ->
          ends(row, matches.path()).stream().anyMatch(end -> matches(matches, end));
      case Present present ->
          ends(row, present.path()).stream().anyMatch(end -> isPresent(present.path(), end));
    };
  }

  List<Row> ends(Row row, FieldPath path) {
    var ends = List.of(row);
    for (var relation : path.relations()) {
      ends = ends.stream().flatMap(r -> related(r, relation).stream()).toList();
    }
    return ends;
  }

  static @Nullable Object valueAt(FieldPath path, Row end) {
    return path.field().type() == FieldType.NAME
        ? end.name()
        : end.values().get(path.field().name());
  }

  private static boolean in(In in, Row end) {
    boolean negated = in.negated();
    return valueAt(in.path(), end) != null
        && in.values().stream().anyMatch(value -> compare(in.path(), Operator.EQUAL, value, end))
            != negated;
  }

  /** Through a collection: for one of its elements. Elsewhere also if nothing is related. */
  private boolean isAbsent(FieldPath path, Row row) {
    if (path.relations().isEmpty()) {
      return valueAt(path, row) == null;
    }
    var relation = path.relations().getFirst();
    var rest = new FieldPath(path.relations().subList(1, path.relations().size()), path.field());
    var related = related(row, relation);
    return relation.isToMany()
        ? related.stream().anyMatch(one -> isAbsent(rest, one))
        : related.isEmpty() ? !rest.isToMany() : isAbsent(rest, related.getFirst());
  }

  private static boolean compare(FieldPath path, Operator operator, Object other, Row end) {
    if (path.field().type() == FieldType.NAME) {
      return end.name().equals(other) == (operator == Operator.EQUAL);
    }
    var value = end.values().get(path.field().name());
    if (value == null) {
      return false;
    }
    if (value instanceof Money money && !money.currency().equals(((Money) other).currency())) {
      return operator == Operator.NOT_EQUAL;
    }
    int order =
        path.ignoresCase()
            ? order(path.field().type(), lower(value), lower(other))
            : order(path.field().type(), value, other);
    return switch (operator) {
      case EQUAL, HAS -> order == 0;
      case NOT_EQUAL -> order != 0;
      case LESS -> order < 0;
      case LESS_OR_EQUAL -> order <= 0;
      case GREATER -> order > 0;
      case GREATER_OR_EQUAL -> order >= 0;
    };
  }

  private static boolean matches(Matches matches, Row end) {
    var value = end.values().get(matches.path().field().name());
    if (value == null) {
      return false;
    }
    boolean ignoresCase = matches.path().ignoresCase();
    var text =
        matches.path().field().type() == FieldType.LABEL
            ? Text.key(value.toString())
            : ignoresCase ? lower(value) : value.toString();
    var pattern =
        matches.pieces().stream()
            .map(piece -> Pattern.quote(ignoresCase ? lower(piece) : piece))
            .collect(Collectors.joining(".*"));
    return Pattern.compile(pattern, Pattern.DOTALL).matcher(text).matches() != matches.negated();
  }

  private static String lower(Object text) {
    return text.toString().toLowerCase(Locale.ROOT);
  }

  private static boolean isPresent(FieldPath path, Row end) {
    if (path.field().type() == FieldType.NAME) {
      return true;
    }
    var value = end.values().get(path.field().name());
    return value != null && !value.equals("");
  }

  /** By code points, which in UTF-8 is by bytes; labels folded. */
  static int order(FieldType type, Object a, Object b) {
    return switch (type) {
      case TEXT, ENUM -> byCodePoints(a.toString(), b.toString());
      case LABEL -> byCodePoints(Text.key(a.toString()), Text.key(b.toString()));
      case INTEGER -> Long.compare((Long) a, (Long) b);
      case BOOLEAN -> Boolean.compare((Boolean) a, (Boolean) b);
      case TIMESTAMP -> ((Instant) a).compareTo((Instant) b);
      case MONEY ->
          Comparator.comparing((Money money) -> money.currency().code())
              .thenComparingLong(Money::minor)
              .compare((Money) a, (Money) b);
      case NAME, ENUMS, ETAG -> throw new IllegalArgumentException(type.toString());
    };
  }

  private static int byCodePoints(String a, String b) {
    return Arrays.compare(a.codePoints().toArray(), b.codePoints().toArray());
  }

  /** Rows in the order that keys say: what has no value last, and the id at the end. */
  List<Row> sorted(List<Row> rows, List<SortKey> keys) {
    var sorted = new ArrayList<>(rows);
    sorted.sort((a, b) -> compare(a, b, keys));
    return sorted;
  }

  private int compare(Row a, Row b, List<SortKey> keys) {
    for (var key : keys) {
      var x = value(a, key.path());
      var y = value(b, key.path());
      if (x == null || y == null) {
        if (x != null || y != null) {
          return x == null ? 1 : -1;
        }
        continue;
      }
      int order = order(key.path().field().type(), x, y);
      if (order != 0) {
        return key.descending() ? -order : order;
      }
    }
    int byId = a.id().toString().compareTo(b.id().toString());
    return !keys.isEmpty() && keys.getLast().descending() ? -byId : byId;
  }

  private @Nullable Object value(Row row, FieldPath path) {
    var ends = ends(row, path);
    return ends.isEmpty() ? null : ends.getFirst().values().get(path.field().name());
  }
}
