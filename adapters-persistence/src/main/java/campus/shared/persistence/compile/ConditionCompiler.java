package campus.shared.persistence.compile;

import campus.shared.application.query.FieldPath;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema.Relation;
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
import campus.shared.domain.value.Money;
import campus.shared.persistence.jdbc.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * Compiles conditions to SQL.
 *
 * <p>In SQL a comparison with NULL is neither true nor false. {@code AND} and {@code OR} leave the
 * row out in both cases; a negation needs {@code IS NOT TRUE}.
 */
final class ConditionCompiler {

  /** The number of the next value. */
  private int values;

  private ConditionCompiler(int firstValue) {
    this.values = firstValue;
  }

  /**
   * The condition for a row; joins what it needs.
   *
   * @param condition of a {@link FilterShape}
   * @param firstValue the number of its first value
   */
  static Sql compile(Condition condition, Scope scope, int firstValue) {
    return new ConditionCompiler(firstValue).sql(condition, scope);
  }

  private Sql sql(Condition condition, Scope scope) {
    return switch (condition) {
      case All all -> join(all.conditions(), " AND ", "TRUE", scope);
      case Any any -> join(any.conditions(), " OR ", "FALSE", scope);
      case Not not -> negate(not.condition(), scope);
      case Compare compare -> {
        int value = values++;
        yield along(compare.path(), scope, end -> compare(compare, value, end));
      }
      case Matches matches -> {
        int value = values++;
        yield along(matches.path(), scope, end -> matches(matches, value, end));
      }
      case In in -> {
        int value = values++;
        yield along(in.path(), scope, end -> in(in, value, end));
      }
      case CompareFields fields -> compareFields(fields, scope);
      case Absent absent -> along(absent.path(), scope, end -> absentAt(absent.path(), end));
      case Present present -> along(present.path(), scope, end -> presentAt(present.path(), end));
    };
  }

  private Sql join(List<Condition> conditions, String between, String none, Scope scope) {
    if (conditions.isEmpty()) {
      return Sql.of(none);
    }
    var sql = Sql.of("(");
    for (int i = 0; i < conditions.size(); i++) {
      sql.append(i == 0 ? "" : between).append(sql(conditions.get(i), scope));
    }
    return sql.append(")");
  }

  private Sql negate(Condition condition, Scope scope) {
    // If it is never NULL, a plain NOT lets the planner use an anti-join.
    return isNeverUnknown(condition)
        ? Sql.of("NOT (").append(sql(condition, scope)).append(")")
        : Sql.of("(").append(sql(condition, scope)).append(") IS NOT TRUE");
  }

  private static boolean isNeverUnknown(Condition condition) {
    return switch (condition) {
      case Compare compare -> compare.path().isToMany();
      case Matches matches -> matches.path().isToMany();
      case In in -> in.path().isToMany();
      case CompareFields fields -> false;
      case Absent absent -> true;
      case Present present ->
          present.path().isToMany() || present.path().field().type() == FieldType.NAME;
      case All all -> false;
      case Any any -> false;
      case Not not -> true;
    };
  }

  /**
   * Applies a condition at the end of a path: by joins, or by {@code EXISTS} through a collection.
   */
  private static Sql along(FieldPath path, Scope scope, Function<Scope, Sql> condition) {
    var relations = path.relations();
    for (int i = 0; i < relations.size(); i++) {
      if (relations.get(i).isToMany()) {
        var owner = scope.follow(relations.subList(0, i));
        var rest = new FieldPath(relations.subList(i + 1, relations.size()), path.field());
        return exists(owner, relations.get(i), rest, condition);
      }
    }
    return condition.apply(scope.follow(relations));
  }

  private static Sql exists(
      Scope owner, Relation relation, FieldPath rest, Function<Scope, Sql> condition) {
    var join = owner.resource().join(relation);
    var alias = owner.from().aliases().next();
    var inner = new Scope.From(owner.caller(), owner.from().aliases());
    var many =
        Scope.many(join, owner, owner.column(join.local()), alias, owner.from().aliases().next());
    var root = Scope.root(inner, join.target().get(), alias, false);
    var where = along(rest, root, condition);
    // Joins of the condition come before WHERE, so the rows need a subquery.
    return inner.joins().isEmpty()
        ? Sql.of("EXISTS (SELECT 1").append(many).append(" AND ").append(where).append(")")
        : Sql.of("EXISTS (SELECT 1 FROM (SELECT " + alias + ".*")
            .append(many)
            .append(") " + alias)
            .append(inner.joins())
            .append(" WHERE ")
            .append(where)
            .append(")");
  }

  private static Sql compare(Compare compare, int number, Scope end) {
    var field = compare.path().field();
    var operator = compare.operator() == Operator.NOT_EQUAL ? "<>" : compare.operator().symbol();
    var value = Sql.filterValue(number, given -> end.resource().kept(field, given));
    return switch (field.type()) {
      case NAME -> compareName(compare.operator(), number, end);
      case ENUMS -> Sql.of(value, " = ANY(", compared(compare.path(), end), ")");
      case MONEY -> compareMoney(compare, number, end);
      default ->
          Sql.of(
              compared(compare.path(), end),
              " " + operator + " ",
              caseless(compare.path(), Sql.of(value)));
    };
  }

  /** The value at the end of a path, in the form that is compared. */
  private static Sql compared(FieldPath path, Scope end) {
    return caseless(path, end.compared(end.resource().column(path.field())));
  }

  /**
   * Columns have the collation "C", which knows upper and lower case of ASCII only, and the locale
   * of a database may know no more. Lower case is Unicode's; what is compared is code points again.
   */
  private static Sql caseless(FieldPath path, Sql text) {
    return path.ignoresCase()
        ? Sql.of("(lower(", text, " COLLATE \"und-x-icu\") COLLATE \"C\")")
        : text;
  }

  private static Sql in(In in, int number, Scope end) {
    var path = in.path();
    var type = path.field().type();
    if (type == FieldType.NAME && end.resource().key().size() > 1) {
      return inNames(in, number, end);
    }
    var array =
        Sql.of(
            Sql.filterValues(
                number,
                arrayType(type),
                value ->
                    value instanceof ResourceName name
                        ? name.id()
                        : end.resource().kept(path.field(), value)));
    var column = type == FieldType.NAME ? Sql.of(end.id()) : compared(path, end);
    var values =
        path.ignoresCase()
            ? Sql.of("ARRAY(SELECT ", caseless(path, Sql.of("v")), " FROM unnest(", array, ") v)")
            : array;
    return Sql.of(column, in.negated() ? " <> ALL(" : " = ANY(", values, ")");
  }

  private static String arrayType(FieldType type) {
    return switch (type) {
      case NAME -> "uuid";
      case INTEGER -> "int8";
      case TIMESTAMP -> "timestamptz";
      default -> "text";
    };
  }

  /** Names of several ids, as rows. */
  private static Sql inNames(In in, int number, Scope end) {
    var columns = new ArrayList<String>();
    var arrays = new Sql();
    for (int i = 0; i < end.resource().key().size(); i++) {
      int part = i;
      columns.add(end.column(end.resource().key().get(i)));
      arrays
          .append(i == 0 ? "" : ", ")
          .append(Sql.filterValues(number, "uuid", name -> ((ResourceName) name).ids().get(part)));
    }
    return Sql.of(
        "((" + String.join(", ", columns) + (in.negated() ? ") NOT IN" : ") IN"),
        " (SELECT * FROM unnest(",
        arrays,
        ")))");
  }

  private static Sql compareFields(CompareFields fields, Scope scope) {
    var one = scope.follow(fields.path().relations());
    var other = scope.follow(fields.other().relations());
    var operator =
        fields.operator() == Operator.NOT_EQUAL ? " <> " : " " + fields.operator().symbol() + " ";
    return switch (fields.path().field().type()) {
      case NAME -> Sql.of(one.id() + operator + other.id());
      case MONEY -> compareMoney(fields, one, other);
      default -> Sql.of(compared(fields.path(), one), operator, compared(fields.other(), other));
    };
  }

  private static Sql compareMoney(CompareFields fields, Scope one, Scope other) {
    var mine = one.resource().column(fields.path().field());
    var theirs = other.resource().column(fields.other().field());
    var currencies = one.column(mine.compared()) + " %s " + other.column(theirs.compared());
    var amounts = one.column(mine.name()) + " %s " + other.column(theirs.name());
    return Sql.of(
        fields.operator() == Operator.NOT_EQUAL
            ? "(" + currencies.formatted("<>") + " OR " + amounts.formatted("<>") + ")"
            : "("
                + currencies.formatted("=")
                + " AND "
                + amounts.formatted(fields.operator().symbol())
                + ")");
  }

  private static Sql compareName(Operator operator, int number, Scope end) {
    boolean equal = operator == Operator.EQUAL;
    var key = end.resource().key();
    var sql = Sql.of("(");
    for (int i = 0; i < key.size(); i++) {
      int part = i;
      sql.append(i == 0 ? "" : equal ? " AND " : " OR ")
          .append(end.column(key.get(i)) + (equal ? " = " : " <> "))
          .append(Sql.filterValue(number, name -> ((ResourceName) name).ids().get(part)));
    }
    return sql.append(")");
  }

  /** An amount in another currency is different, but neither less nor more. */
  private static Sql compareMoney(Compare compare, int number, Scope end) {
    var column = end.resource().column(compare.path().field());
    var amount = end.column(column.name());
    var currency = end.column(column.compared());
    var code = Sql.filterValue(number, money -> ((Money) money).currency().code());
    var minor = Sql.filterValue(number, money -> ((Money) money).minor());
    return compare.operator() == Operator.NOT_EQUAL
        ? Sql.of(
            "(" + amount + " IS NOT NULL AND (" + currency + " <> ",
            code,
            " OR " + amount + " <> ",
            minor,
            "))")
        : Sql.of(
            "(" + currency + " = ",
            code,
            " AND " + amount + " " + compare.operator().symbol() + " ",
            minor,
            ")");
  }

  private static Sql matches(Matches matches, int number, Scope end) {
    var pattern = Sql.of(Sql.filterValue(number, given -> given));
    return Sql.of(
        compared(matches.path(), end),
        matches.negated() ? " NOT LIKE " : " LIKE ",
        caseless(matches.path(), pattern));
  }

  private static Sql absentAt(FieldPath path, Scope end) {
    return path.field().type() == FieldType.NAME
        ? Sql.of(end.id() + " IS NULL")
        : end.value(end.resource().column(path.field())).append(" IS NULL");
  }

  private static Sql presentAt(FieldPath path, Scope end) {
    var field = path.field();
    if (field.type() == FieldType.NAME) {
      return end.isOptional() ? Sql.of("(" + end.id() + " IS NOT NULL)") : Sql.of("TRUE");
    }
    var value = end.value(end.resource().column(field));
    return switch (field.type()) {
      case TEXT, LABEL -> value.append(" <> ''");
      case ENUMS -> Sql.of("cardinality(").append(value).append(") > 0");
      default -> value.append(" IS NOT NULL");
    };
  }
}
