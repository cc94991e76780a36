package campus.shared.persistence.read;

import static campus.shared.persistence.read.QueryEngineProperties.pick;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.query.AggregateQuery;
import campus.shared.application.query.AggregateQuery.Function;
import campus.shared.application.query.AggregateQuery.Metric;
import campus.shared.application.query.Aggregation;
import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.value.Money;
import campus.shared.domain.value.Text;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.read.SchoolModel.Row;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.temporal.TemporalAdjusters;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.ShrinkingMode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Aggregates on PostgreSQL against the same over {@link SchoolModel}, computed row by row. */
class AggregateProperties {

  private static final Map<String, List<String>> KEYS =
      Map.of(
          "School",
              List.of(
                  "label", "motto", "mood", "open", "teachers", "teachers.age", "teachers.mentor"),
          "Teacher",
              List.of(
                  "school",
                  "school.motto",
                  "mentor",
                  "mentor.mentor",
                  "age",
                  "hired",
                  "teaching",
                  "hour(hired)",
                  "day(hired)",
                  "week(hired)",
                  "month(mentor.hired)",
                  "year(hired)",
                  "pupils.nick",
                  "pupils"),
          "Pupil", List.of("nick", "teacher", "teacher.school", "clubs", "clubs.label"),
          "Club", List.of("label", "pupils", "pupils.teacher.school.label"));

  private static final Map<String, List<Metric>> METRICS =
      Map.of(
          "School", List.of(Metric.COUNT, new Metric(Function.COUNT_DISTINCT, "label")),
          "Teacher",
              List.of(
                  Metric.COUNT,
                  new Metric(Function.SUM, "age"),
                  new Metric(Function.AVG, "age"),
                  new Metric(Function.MIN, "mentor.age"),
                  new Metric(Function.MAX, "hired"),
                  new Metric(Function.SUM, "wage"),
                  new Metric(Function.AVG, "wage"),
                  new Metric(Function.MAX, "wage"),
                  new Metric(Function.COUNT_DISTINCT, "school"),
                  new Metric(Function.COUNT_DISTINCT, "full_name")),
          "Pupil", List.of(Metric.COUNT, new Metric(Function.SUM, "teacher.age")),
          "Club", List.of(Metric.COUNT, new Metric(Function.COUNT_DISTINCT, "label")));

  private static final List<String> ZONES =
      List.of("", "UTC", "Europe/Berlin", "Asia/Kathmandu", "America/St_Johns");

  @Property(tries = 200, shrinking = ShrinkingMode.OFF)
  void aggregatesAreThoseOfWhatAListAnswers(@ForAll long seed) {
    var random = new Random(seed);
    var tables =
        SchoolTables.of(
            QueryEngineProperties.randomModel(random), QueryEngineProperties.engine(random));
    for (int i = 0; i < 6; i++) {
      var resource = pick(random, SchoolTables.ALL);
      var query = randomQuery(random, resource);
      var expected = expected(tables.model, resource, query);
      if (expected == null) {
        assertThatThrownBy(() -> pages(tables, query, 1000))
            .isInstanceOf(InvalidRequest.class)
            .hasMessageContaining("exceeds 64 bits");
      } else {
        assertThat(pages(tables, query, 1 + random.nextInt(3))).as("%s", query).isEqualTo(expected);
      }
    }
  }

  @Test
  void anAggregateIsOneStatement() {
    var random = new Random(1);
    var tables =
        SchoolTables.of(
            QueryEngineProperties.randomModel(random), QueryEngineProperties.engine(random));
    var call = new Call("c");

    var groups =
        call.during(() ->
            tables.queries.aggregate(
                Caller.ANONYMOUS,
                new AggregateQuery(
                    SchoolTables.TEACHER_TYPE,
                    null,
                    "pupils.clubs.label:*",
                    List.of("school.label", "month(hired)"),
                    List.of(Metric.COUNT, new Metric(Function.SUM, "wage")),
                    "",
                    "count desc",
                    0,
                    "")));

    assertThat(groups.labels()).containsExactly("count", "sum(wage)");
    assertThat(call.statements()).isEqualTo(1);
  }

  /** All groups, page by page, as text. */
  private static List<String> pages(SchoolTables tables, AggregateQuery query, int size) {
    var all = new ArrayList<String>();
    var token = "";
    do {
      var page = tables.queries.aggregate(Caller.ANONYMOUS, query.withPage(size, token));
      page.groups().forEach(group -> all.add(group.keys() + " " + group.metrics()));
      token = page.nextToken();
    } while (!token.isEmpty());
    return all;
  }

  private static AggregateQuery randomQuery(Random random, Resource resource) {
    var type = resource.type().name();
    var keys = new ArrayList<>(Objects.requireNonNull(KEYS.get(type)));
    Collections.shuffle(keys, random);
    var chosen = new ArrayList<String>();
    String many = null;
    for (var key : keys.subList(0, random.nextInt(3))) {
      var through = key.replaceAll("(pupils|clubs|teachers)(\\.\\w+)*", "$1");
      boolean toMany = List.of("pupils", "clubs", "teachers").contains(through);
      if (!toMany || many == null || many.equals(through)) {
        chosen.add(key);
        many = toMany ? through : many;
      }
    }
    var metrics = new ArrayList<>(Objects.requireNonNull(METRICS.get(type)));
    Collections.shuffle(metrics, random);
    var wanted = metrics.subList(0, 1 + random.nextInt(Math.min(3, metrics.size())));
    var terms = new ArrayList<>(chosen);
    wanted.forEach(metric -> terms.add(metric.label()));
    Collections.shuffle(terms, random);
    var order =
        terms.subList(0, random.nextInt(terms.size() + 1)).stream()
            .map(term -> random.nextBoolean() ? term + " desc" : term)
            .toList();
    return new AggregateQuery(
        resource.type(),
        null,
        random.nextBoolean() ? "" : QueryEngineProperties.randomFilter(random, type, 1),
        chosen,
        wanted,
        pick(random, ZONES),
        String.join(", ", order),
        0,
        "");
  }

  /** A resource with the values that it is grouped by. */
  private record Grouped(Row row, List<@Nullable Object> keys, List<@Nullable String> currencies) {}

  private record Result(
      List<@Nullable Object> keys,
      List<@Nullable Object> metrics,
      List<@Nullable String> currencies) {}

  /** Null if a sum exceeds 64 bits. */
  private static @Nullable List<String> expected(
      SchoolModel model, Resource resource, AggregateQuery query) {
    var wanted = Aggregation.check(query, resource.schema(), Caller.ANONYMOUS);
    var condition = FilterChecker.check(query.filter(), resource.schema(), Caller.ANONYMOUS);
    var money =
        wanted.metrics().stream()
            .map(Aggregation.Figure::path)
            .filter(path -> path != null && path.field().type() == FieldType.MONEY)
            .map(Objects::requireNonNull)
            .distinct()
            .toList();
    var groups = new LinkedHashMap<List<Object>, List<Grouped>>();
    for (var row : model.rows(resource.type())) {
      if (!model.holds(condition, row)) {
        continue;
      }
      for (var grouped : grouped(model, row, wanted, money)) {
        groups
            .computeIfAbsent(List.of(grouped.keys(), grouped.currencies()), _ -> new ArrayList<>())
            .add(grouped);
      }
    }
    if (groups.isEmpty() && wanted.keys().isEmpty() && money.isEmpty()) {
      groups.put(List.of(), List.of());
    }
    var results = new ArrayList<Result>();
    for (var group : groups.values()) {
      var metrics = new ArrayList<@Nullable Object>();
      for (var figure : wanted.metrics()) {
        var value = figure(model, figure, group);
        if (value instanceof BigInteger) {
          return null;
        }
        metrics.add(value);
      }
      var first = group.isEmpty() ? null : group.getFirst();
      results.add(
          new Result(
              first == null ? List.of() : first.keys(),
              metrics,
              first == null ? List.of() : first.currencies()));
    }
    results.sort(comparator(wanted));
    return results.stream().map(result -> result.keys() + " " + result.metrics()).toList();
  }

  /** One for each combination: a key through many has a value for each of them. */
  private static List<Grouped> grouped(
      SchoolModel model, Row row, Aggregation wanted, List<FieldPath> money) {
    var currencies = new ArrayList<@Nullable String>();
    for (var path : money) {
      var amount = (Money) value(model, row, path);
      currencies.add(amount == null ? null : amount.currency().code());
    }
    var many =
        wanted.keys().stream()
            .map(key -> Aggregation.toMany(key.path()))
            .filter(Objects::nonNull)
            .findFirst()
            .orElse(null);
    var found = new ArrayList<Grouped>();
    var ends = new ArrayList<@Nullable Row>();
    if (many != null) {
      ends.addAll(model.ends(row, new FieldPath(many, many.getLast().target().get().name())));
    }
    if (ends.isEmpty()) {
      ends.add(null);
    }
    for (var end : ends) {
      var keys = new ArrayList<@Nullable Object>();
      for (var key : wanted.keys()) {
        var path = key.path();
        var toMany = Aggregation.toMany(path);
        Object value;
        if (toMany == null) {
          value = value(model, row, path);
        } else if (end == null) {
          value = null;
        } else {
          var rest = path.relations().subList(toMany.size(), path.relations().size());
          value = value(model, end, new FieldPath(rest, path.field()));
        }
        var bucket = key.bucket();
        keys.add(
            value instanceof Instant time && bucket != null
                ? begin(time, bucket, ZoneId.of(wanted.timeZone()))
                : path.field().type() == FieldType.NAME && value != null
                    ? value.toString()
                    : value);
      }
      found.add(new Grouped(row, keys, currencies));
    }
    return found;
  }

  private static Instant begin(Instant time, Aggregation.Bucket bucket, ZoneId zone) {
    var local = time.atZone(zone).toLocalDateTime();
    var day = local.truncatedTo(ChronoUnit.DAYS);
    var begin =
        switch (bucket) {
          case HOUR -> local.truncatedTo(ChronoUnit.HOURS);
          case DAY -> day;
          case WEEK -> day.with(TemporalAdjusters.previousOrSame(DayOfWeek.MONDAY));
          case MONTH -> day.withDayOfMonth(1);
          case YEAR -> day.withDayOfYear(1);
        };
    return begin.atZone(zone).toInstant();
  }

  private static @Nullable Object value(SchoolModel model, Row row, FieldPath path) {
    var ends = model.ends(row, path);
    return ends.isEmpty() ? null : SchoolModel.valueAt(path, ends.getFirst());
  }

  /** A BigInteger if it exceeds 64 bits. */
  private static @Nullable Object figure(
      SchoolModel model, Aggregation.Figure figure, List<Grouped> group) {
    var path = figure.path();
    if (path == null) {
      return (long) group.size();
    }
    var values =
        group.stream()
            .map(grouped -> value(model, grouped.row(), path))
            .filter(Objects::nonNull)
            .map(Objects::requireNonNull)
            .toList();
    var type = path.field().type();
    if (figure.function() == Function.COUNT_DISTINCT) {
      return values.stream()
          .map(value -> type == FieldType.LABEL ? Text.key(value.toString()) : value)
          .distinct()
          .count();
    }
    if (values.isEmpty()) {
      return null;
    }
    Comparator<Object> byValue = (a, b) -> SchoolModel.order(type, a, b);
    return switch (figure.function()) {
      case MIN -> values.stream().min(byValue).orElseThrow();
      case MAX -> values.stream().max(byValue).orElseThrow();
      default -> {
        var sum =
            values.stream()
                .map(value -> value instanceof Money money ? money.minor() : (Long) value)
                .map(BigDecimal::valueOf)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        boolean average = figure.function() == Function.AVG;
        var number =
            average ? sum.divide(BigDecimal.valueOf(values.size()), MathContext.DECIMAL128) : sum;
        if (values.getFirst() instanceof Money money) {
          yield new Money(
              money.currency(), number.setScale(0, RoundingMode.HALF_EVEN).longValueExact());
        }
        if (average) {
          yield number.doubleValue();
        }
        yield number.toBigInteger().bitLength() < Long.SIZE
            ? (Object) number.longValueExact()
            : number.toBigInteger();
      }
    };
  }

  private static Comparator<Result> comparator(Aggregation wanted) {
    Comparator<Result> all = (_, _) -> 0;
    for (var order : wanted.order()) {
      all =
          all.thenComparing((a, b) ->
              compare(
                  (order.metric() ? a.metrics() : a.keys()).get(order.index()),
                  (order.metric() ? b.metrics() : b.keys()).get(order.index()),
                  order.descending()));
    }
    return all.thenComparing((a, b) -> {
      for (int i = 0; i < a.currencies().size(); i++) {
        int order = compare(a.currencies().get(i), b.currencies().get(i), false);
        if (order != 0) {
          return order;
        }
      }
      return 0;
    });
  }

  private static int compare(@Nullable Object a, @Nullable Object b, boolean descending) {
    if (a == null || b == null) {
      return Boolean.compare(a == null, b == null);
    }
    int order =
        switch (a) {
          case Long number -> number.compareTo((Long) b);
          case Double number -> number.compareTo((Double) b);
          case Boolean flag -> flag.compareTo((Boolean) b);
          case Instant time -> time.compareTo((Instant) b);
          // By amount alone; currencies come after all terms.
          case Money money -> Long.compare(money.minor(), ((Money) b).minor());
          default -> SchoolModel.order(FieldType.TEXT, a, b);
        };
    return descending ? -order : order;
  }
}
