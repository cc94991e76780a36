package campus.shared.persistence.compile;

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
import campus.shared.persistence.jdbc.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A condition apart from the values that it compares with, so that one statement serves all filters
 * of a shape. Values are numbered from left to right.
 *
 * @param condition without its values
 * @param values what {@link ConditionCompiler} has parameters for
 */
public record FilterShape(Condition condition, List<Object> values) {

  /** Stands where a value was. */
  private static final Object NO_VALUE = "";

  public static FilterShape of(Condition condition) {
    var values = new ArrayList<Object>();
    return new FilterShape(without(condition, values), values);
  }

  private static Condition without(Condition condition, List<Object> values) {
    return switch (condition) {
      case All all -> new All(without(all.conditions(), values));
      case Any any -> new Any(without(any.conditions(), values));
      case Not not -> new Not(without(not.condition(), values));
      case Compare compare -> {
        values.add(compare.value());
        yield new Compare(compare.path(), compare.operator(), NO_VALUE);
      }
      case Matches matches -> {
        values.add(pattern(matches.pieces()));
        yield new Matches(matches.path(), List.of(), matches.negated());
      }
      case In in -> {
        values.add(in.values());
        yield new In(in.path(), List.of(), in.negated());
      }
      case CompareFields fields -> fields;
      case Absent absent -> absent;
      case Present present -> present;
    };
  }

  private static List<Condition> without(List<Condition> conditions, List<Object> values) {
    return conditions.stream().map(one -> without(one, values)).toList();
  }

  private static String pattern(List<String> pieces) {
    return pieces.stream().map(Sql::likeLiteral).collect(Collectors.joining("%"));
  }
}
