package campus.shared.persistence.compile;

import campus.shared.application.call.Caller;
import campus.shared.application.query.AggregateQuery.Function;
import campus.shared.application.query.Aggregation;
import campus.shared.application.query.Aggregation.Figure;
import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.Groups.Group;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Currency;
import campus.shared.domain.value.Money;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.fetch.ValueReader;
import campus.shared.persistence.jdbc.Sql;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Compiles figures about groups to one statement, and reads its rows. */
public final class AggregateCompiler {

  private static final String GROUPS = "g";

  private final Aggregation wanted;
  private final Scope root;
  private final Sql columns = new Sql();
  private final List<ValueReader> keys = new ArrayList<>();
  private final List<ValueReader> metrics = new ArrayList<>();

  /** The columns of keys and metrics, in the order of these. */
  private final List<Integer> keyColumns = new ArrayList<>();

  private final List<Integer> metricColumns = new ArrayList<>();

  /** The columns with the currencies of metrics: amounts add up in one currency only. */
  private final List<Integer> currencies = new ArrayList<>();

  private final List<String> currencyColumns = new ArrayList<>();
  private @Nullable Scope many;
  private int count;

  private AggregateCompiler(Aggregation wanted, Scope root) {
    this.wanted = wanted;
    this.root = root;
  }

  /**
   * A compiled aggregation.
   *
   * @param sql answers one row for each group
   */
  public record Compiled(Sql sql, List<ValueReader> keys, List<ValueReader> metrics) {

    public Group read(ResultSet rows) throws SQLException {
      return new Group(ValueReader.all(keys, rows), ValueReader.all(metrics, rows));
    }
  }

  /**
   * @param plan which resources are in a group
   * @param offset how many groups to leave out
   * @param limit how many to answer
   */
  public static Compiled compile(
      Resource resource, ListPlan plan, Aggregation wanted, Caller caller, long offset, int limit) {
    var from = new Scope.From(caller, new Scope.Counter());
    var root = Scope.root(from, resource, from.aliases().next(), false);
    var compiler = new AggregateCompiler(wanted, root);
    var where = plan.candidate(root).where();
    wanted.keys().forEach(compiler::addKey);
    // Keys and currencies are what rows are grouped by; metrics come after them.
    wanted.metrics().forEach(compiler::addCurrency);
    int grouped = compiler.count;
    for (int i = 0; i < wanted.metrics().size(); i++) {
      compiler.addMetric(wanted.metrics().get(i), i);
    }
    var inner =
        Sql.of("SELECT ", compiler.columns, " FROM " + resource.table() + " " + root.alias())
            .append(from.joins())
            .append(" WHERE ")
            .append(where);
    if (grouped > 0) {
      inner.append(
          " GROUP BY "
              + IntStream.rangeClosed(1, grouped)
                  .mapToObj(String::valueOf)
                  .collect(Collectors.joining(", ")));
    }
    var names =
        IntStream.rangeClosed(1, compiler.count)
            .mapToObj(AggregateCompiler::name)
            .collect(Collectors.joining(", "));
    var sql =
        Sql.of(
            "SELECT * FROM (",
            inner,
            ") " + GROUPS + " (" + names + ")" + compiler.orderBy(),
            " LIMIT " + limit + " OFFSET " + offset);
    return new Compiled(sql.plannedAnew(), compiler.keys, compiler.metrics);
  }

  private static String name(int column) {
    return "c" + column;
  }

  private String orderBy() {
    var terms = new ArrayList<String>();
    for (var order : wanted.order()) {
      int column = (order.metric() ? metricColumns : keyColumns).get(order.index());
      terms.add(name(column) + (order.descending() ? " DESC" : "") + " NULLS LAST");
    }
    currencies.forEach(column -> terms.add(name(column)));
    return terms.isEmpty() ? "" : " ORDER BY " + String.join(", ", terms);
  }

  private int column(Sql expression) {
    columns.append(count == 0 ? "" : ", ").append(expression);
    return ++count;
  }

  private void addKey(Aggregation.Key key) {
    var path = key.path();
    if (path.field().type() == FieldType.NAME) {
      int column = column(nameAt(path));
      keyColumns.add(column);
      var type = typeAt(path);
      keys.add(rows -> {
        var id = rows.getObject(column, UUID.class);
        return id == null ? null : type.named(id).toString();
      });
      return;
    }
    var end = end(path);
    var value = end.value(end.resource().column(path.field()));
    var bucket = key.bucket();
    int column =
        column(
            bucket == null
                ? value
                : Sql.of("date_trunc('" + bucket + "', ", value, ", ")
                    .value(wanted.timeZone())
                    .append(")"));
    keyColumns.add(column);
    keys.add(ValueReader.of(path.field().type(), column));
  }

  private ResourceType typeAt(FieldPath path) {
    return path.relations().isEmpty()
        ? root.resource().type()
        : path.relations().getLast().target().get().type();
  }

  /** The id in the name at the end of a path; null if the caller does not see that resource. */
  private Sql nameAt(FieldPath path) {
    if (path.relations().isEmpty() || path.relations().getLast().isToMany()) {
      return Sql.of(single(end(path)).id());
    }
    var relation = path.relations().getLast();
    var owner =
        end(new FieldPath(path.relations().subList(0, path.relations().size() - 1), path.field()));
    var join = owner.resource().join(relation);
    return owner.knowsNameOf(relation) || join.named()
        ? Sql.of(owner.column(join.local()))
        : Sql.of(single(owner.follow(relation)).id());
  }

  private static Scope single(Scope end) {
    if (end.resource().key().size() > 1) {
      throw new InvalidRequest(
          "group_by", "names of " + end.resource().schema() + " cannot be grouped by");
    }
    return end;
  }

  /** The row at the end of a path; joins the one relation to many that keys lead through. */
  private Scope end(FieldPath path) {
    var toMany = Aggregation.toMany(path);
    if (toMany == null) {
      return root.follow(path.relations());
    }
    var first = many;
    if (first == null) {
      first = joinMany(toMany);
      many = first;
    }
    return first.follow(path.relations().subList(toMany.size(), path.relations().size()));
  }

  private Scope joinMany(List<Relation> relations) {
    var owner = root.follow(relations.subList(0, relations.size() - 1));
    var join = owner.resource().join(relations.getLast());
    var aliases = root.from().aliases();
    var target = aliases.next();
    var many = Scope.many(join, owner, owner.column(join.local()), target, aliases.next());
    var alias = aliases.next();
    root.from()
        .joins()
        .append(" LEFT JOIN LATERAL (SELECT " + target + ".*")
        .append(many)
        .append(") " + alias + " ON TRUE");
    return Scope.root(root.from(), join.target().get(), alias, true);
  }

  private void addCurrency(Figure figure) {
    var path = figure.path();
    if (path == null || path.field().type() != FieldType.MONEY) {
      return;
    }
    var end = end(path);
    var currency = end.column(end.resource().column(path.field()).compared());
    if (!currencyColumns.contains(currency)) {
      currencyColumns.add(currency);
      currencies.add(column(Sql.of(currency)));
    }
  }

  private void addMetric(Figure figure, int index) {
    var path = figure.path();
    if (path == null) {
      int column = column(Sql.of("count(*)"));
      metricColumns.add(column);
      metrics.add(rows -> rows.getLong(column));
      return;
    }
    if (figure.function() == Function.COUNT_DISTINCT) {
      var value =
          path.field().type() == FieldType.NAME
              ? nameAt(path)
              : end(path).compared(end(path).resource().column(path.field()));
      int column = column(Sql.of("count(DISTINCT ", value, ")"));
      metricColumns.add(column);
      metrics.add(rows -> rows.getLong(column));
      return;
    }
    var end = end(path);
    var declared = end.resource().column(path.field());
    int column = column(Sql.of(figure.function() + "(", end.value(declared), ")"));
    metricColumns.add(column);
    metrics.add(
        switch (path.field().type()) {
          case TIMESTAMP -> ValueReader.of(FieldType.TIMESTAMP, column);
          case MONEY -> {
            int currency = currencies.get(currencyColumns.indexOf(end.column(declared.compared())));
            yield rows -> {
              var amount = rows.getBigDecimal(column);
              return amount == null
                  ? null
                  : new Money(
                      Currency.of(Objects.requireNonNull(rows.getString(currency))),
                      exact(amount.setScale(0, RoundingMode.HALF_EVEN), index));
            };
          }
          default ->
              rows -> {
                var number = rows.getBigDecimal(column);
                if (number == null) {
                  return null;
                }
                return figure.function() == Function.AVG
                    ? (Object) number.doubleValue()
                    : (Object) exact(number, index);
              };
        });
  }

  private static long exact(BigDecimal number, int index) {
    try {
      return number.longValueExact();
    } catch (ArithmeticException _) {
      throw new InvalidRequest("metrics[" + index + "]", "exceeds 64 bits");
    }
  }
}
