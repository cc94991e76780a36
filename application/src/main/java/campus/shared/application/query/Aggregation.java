package campus.shared.application.query;

import campus.shared.application.call.Caller;
import campus.shared.application.query.AggregateQuery.Function;
import campus.shared.application.query.AggregateQuery.Metric;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.error.InvalidRequest;
import java.time.zone.ZoneRulesProvider;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What an {@link AggregateQuery} asks for, after checking it against the fields of the resource.
 *
 * <p>A key is the path of a field or relation, or of a time within the name of a {@link Bucket}:
 * {@code author}, {@code month(create_time)}. It may lead through one relation to many; a resource
 * then counts once for each that it relates to.
 *
 * @param metrics one for each of the query's
 * @param order all that the groups differ in, so that it is total
 */
public record Aggregation(
    List<Key> keys, List<Figure> metrics, List<Order> order, String timeZone) {

  private static final int MAX_KEYS = 5;
  private static final Pattern BUCKETED = Pattern.compile("(\\w+)\\(([^()]*)\\)");
  private static final String UTC = "UTC";

  /** The zones that PostgreSQL knows too; others mean different things there. */
  private static final Set<String> ZONES =
      Stream.concat(
              ZoneRulesProvider.getAvailableZoneIds().stream()
                  .filter(zone ->
                      zone.matches(
                          "(Africa|America|Antarctica|Arctic|Asia|Atlantic"
                              + "|Australia|Europe|Indian|Pacific)/.*")),
              Stream.of(UTC))
          .collect(Collectors.toUnmodifiableSet());

  /** A span of time that begins at a full hour, midnight, a Monday, or the first of a month. */
  public enum Bucket {
    HOUR,
    DAY,
    WEEK,
    MONTH,
    YEAR;

    /** As in requests: {@code month}. */
    @Override
    public String toString() {
      return name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Bucket of(String text) {
      return Arrays.stream(values())
          .filter(bucket -> bucket.toString().equals(text))
          .findFirst()
          .orElse(null);
    }
  }

  /**
   * What the resources of a group have in common.
   *
   * @param bucket null for the value itself
   */
  public record Key(FieldPath path, @Nullable Bucket bucket) {}

  /**
   * What is computed of a group.
   *
   * @param path null for {@link Function#COUNT}
   */
  public record Figure(Function function, @Nullable FieldPath path) {}

  /**
   * A term of the order.
   *
   * @param metric whether it is about a metric, or else about a key
   * @param index of that
   */
  public record Order(boolean metric, int index, boolean descending) {}

  public Aggregation {
    keys = List.copyOf(keys);
    metrics = List.copyOf(metrics);
    order = List.copyOf(order);
  }

  /**
   * Checks a query.
   *
   * @throws InvalidRequest if a path leads to no field that the caller sees in every resource, or
   *     to one of the wrong type
   */
  public static Aggregation check(AggregateQuery query, ResourceSchema resource, Caller caller) {
    if (query.groupBy().size() > MAX_KEYS) {
      throw new InvalidRequest("group_by", "has more than " + MAX_KEYS + " terms");
    }
    var keys = new ArrayList<Key>();
    for (int i = 0; i < query.groupBy().size(); i++) {
      keys.add(key("group_by[" + i + "]", query.groupBy().get(i), resource, caller));
    }
    var many =
        keys.stream()
            .map(key -> toMany(key.path()))
            .filter(Objects::nonNull)
            .collect(Collectors.toSet());
    if (many.size() > 1) {
      throw new InvalidRequest("group_by", "leads through more than one relation to many");
    }
    var figures = new ArrayList<Figure>();
    for (int i = 0; i < query.metrics().size(); i++) {
      figures.add(figure("metrics[" + i + "]", query.metrics().get(i), resource, caller));
    }
    var zone = query.timeZone().isEmpty() ? UTC : query.timeZone();
    if (!ZONES.contains(zone)) {
      throw new InvalidRequest(
          "time_zone", "must be UTC or the name of a region, such as Europe/Berlin");
    }
    return new Aggregation(keys, figures, order(query), zone);
  }

  /** The relations up to the one that leads to many; null if none does. */
  public static @Nullable List<Relation> toMany(FieldPath path) {
    for (int i = 0; i < path.relations().size(); i++) {
      if (path.relations().get(i).isToMany()) {
        return path.relations().subList(0, i + 1);
      }
    }
    return null;
  }

  private static Key key(String at, String term, ResourceSchema resource, Caller caller) {
    var matcher = BUCKETED.matcher(term);
    if (!matcher.matches()) {
      var path = path(at, term, resource, caller);
      switch (path.field().type()) {
        case ENUMS, MONEY, ETAG ->
            throw new InvalidRequest(at, "\"" + term + "\" cannot be grouped by");
        default -> {
          if (path.field().large()) {
            throw new InvalidRequest(at, "\"" + term + "\" cannot be grouped by");
          }
        }
      }
      return new Key(path, null);
    }
    var bucket = Bucket.of(matcher.group(1));
    if (bucket == null) {
      throw new InvalidRequest(
          at,
          "\""
              + matcher.group(1)
              + "\" is none of "
              + Arrays.stream(Bucket.values())
                  .map(Bucket::toString)
                  .collect(Collectors.joining(", ")));
    }
    var path = path(at, matcher.group(2), resource, caller);
    if (path.field().type() != FieldType.TIMESTAMP) {
      throw new InvalidRequest(at, "\"" + matcher.group(2) + "\" is no time");
    }
    return new Key(path, bucket);
  }

  private static Figure figure(String at, Metric metric, ResourceSchema resource, Caller caller) {
    if (metric.function() == Function.COUNT) {
      return new Figure(Function.COUNT, null);
    }
    var path = path(at + "." + metric.function() + ".field", metric.field(), resource, caller);
    var type = path.field().type();
    boolean fits =
        switch (metric.function()) {
          case COUNT -> true;
          case SUM, AVG -> type == FieldType.INTEGER || type == FieldType.MONEY;
          case MIN, MAX ->
              type == FieldType.INTEGER || type == FieldType.MONEY || type == FieldType.TIMESTAMP;
          case COUNT_DISTINCT ->
              type != FieldType.ENUMS && type != FieldType.ETAG && type != FieldType.MONEY;
        };
    if (!fits || path.isToMany()) {
      throw new InvalidRequest(
          at, metric.function() + " is not defined for \"" + metric.field() + "\"");
    }
    return new Figure(metric.function(), path);
  }

  private static FieldPath path(String at, String text, ResourceSchema resource, Caller caller) {
    var path =
        FieldPath.parse(
            resource,
            List.of(text.split("\\.", -1)),
            (_, description) -> new InvalidRequest(at, "\"" + text + "\": " + description));
    if (!path.field().visibility().everywhere(caller)) {
      throw new InvalidRequest(
          at, "\"" + text + "\" is only for callers who see it in every resource");
    }
    long toMany = path.relations().stream().filter(Relation::isToMany).count();
    if (toMany > 1) {
      throw new InvalidRequest(at, "\"" + text + "\" leads through more than one relation to many");
    }
    return path;
  }

  private static List<Order> order(AggregateQuery query) {
    var labels = query.metrics().stream().map(Metric::label).toList();
    requireDistinct("group_by", query.groupBy());
    requireDistinct("metrics", labels);
    var order = new LinkedHashSet<Order>();
    var named = new LinkedHashSet<String>();
    if (!query.orderBy().isBlank()) {
      for (var term : query.orderBy().split(",", -1)) {
        var words = term.strip().split("\\s+", -1);
        boolean descending = words.length == 2 && words[1].equals("desc");
        int key = query.groupBy().indexOf(words[0]);
        int metric = labels.indexOf(words[0]);
        boolean known = key >= 0 || metric >= 0;
        if (!known
            || words.length > 2
            || (words.length == 2 && !descending && !words[1].equals("asc"))) {
          throw new InvalidRequest(
              "order_by",
              "\""
                  + term.strip()
                  + "\" is none of "
                  + Stream.concat(query.groupBy().stream(), labels.stream())
                      .collect(Collectors.joining(", "))
                  + ", or one of them and desc");
        }
        if (!named.add(words[0])) {
          throw new InvalidRequest("order_by", "has " + words[0] + " twice");
        }
        order.add(new Order(key < 0, key < 0 ? metric : key, descending));
      }
    }
    for (int i = 0; i < query.groupBy().size(); i++) {
      if (!named.contains(query.groupBy().get(i))) {
        order.add(new Order(false, i, false));
      }
    }
    return List.copyOf(order);
  }

  private static void requireDistinct(String field, List<String> texts) {
    if (Set.copyOf(texts).size() < texts.size()) {
      throw new InvalidRequest(field, "has a term twice");
    }
  }
}
