package campus.shared.persistence.compile;

import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.domain.ResourceName;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.Subset;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.jdbc.Sql;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resources of a kind a list answers, and in which order.
 *
 * @param subset what the list is narrowed to, null for nothing
 * @param parent the resource that they belong to, null for any
 * @param after where the page begins, as a token keeps it; empty for the first page
 * @param limit the most resources to answer
 */
public record ListPlan(
    @Nullable Subset subset,
    @Nullable ResourceName parent,
    Condition condition,
    List<SortKey> keys,
    List<@Nullable String> after,
    int skip,
    int limit) {

  private static final Set<Operator> RANGES =
      EnumSet.of(
          Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL);

  /** Of all resources, those that a condition holds for. */
  public static ListPlan all(Condition condition, int limit) {
    return new ListPlan(null, null, condition, List.of(), List.of(), 0, limit);
  }

  /** A row that the list may answer, with what tells whether it does. */
  final class Candidate {
    private final Scope scope;
    private final Row joined;

    /** Begins with the row, and joins what the subset needs. */
    Candidate(Scope scope) {
      this.scope = scope;
      this.joined = new Row(scope.from().aliases().next());
      if (subset != null) {
        var join = subset.join(scope.row(), joined);
        if (!join.isEmpty()) {
          scope.from().joins().append(" ").append(join);
        }
      }
    }

    /** The row that the subset joins. */
    Row joined() {
      return joined;
    }

    SortOrder order() {
      return order(subset == null ? List.of() : subset.order());
    }

    /** As {@link #order()}, with something else before the keys. */
    SortOrder order(List<Ordered> first) {
      return SortOrder.of(first, joined, keys, scope);
    }

    /** The condition for all resources of the list. */
    Sql where() {
      var where = ConditionCompiler.compile(condition, scope);
      if (subset != null) {
        where.append(Sql.of(" AND (", subset.condition(scope.row(), joined), ")"));
      }
      if (parent != null) {
        for (int i = 0; i < parent.ids().size(); i++) {
          where
              .append(" AND " + scope.column(scope.resource().key().get(i)) + " = ")
              .value(parent.ids().get(i));
        }
      }
      return where.append(scope.rowRule(scope.resource(), scope.alias()));
    }
  }

  Candidate candidate(Scope scope) {
    return new Candidate(scope);
  }

  /**
   * Whether the plan for a page has to fit its very values, since what a filter holds for may be
   * next to nothing or next to everything. Not so where the filter is a range of the order of the
   * list: a page is then one piece of the index.
   */
  boolean dependsOnValues() {
    if (subset instanceof PageSource source) {
      return source.dependsOnValues() || !condition.equals(Condition.ALWAYS);
    }
    return subset != null || !isRangeOfOrder(condition);
  }

  /**
   * Whether such a plan may be a bad one for the count of all that the list holds, which no limit
   * keeps short.
   */
  boolean countDependsOnValues() {
    return subset != null || !condition.equals(Condition.ALWAYS);
  }

  private boolean isRangeOfOrder(Condition part) {
    return switch (part) {
      case Condition.All all -> all.conditions().stream().allMatch(this::isRangeOfOrder);
      case Condition.Compare compare ->
          !keys.isEmpty()
              && compare.path().equals(keys.getFirst().path())
              && compare.path().relations().isEmpty()
              && RANGES.contains(compare.operator());
      case Condition.Any _, Condition.Not _, Condition.Matches _, Condition.Present _ -> false;
    };
  }

  /**
   * What comes after the order. The limit is no parameter: a plan for any limit would be one for
   * very many rows.
   */
  Sql window() {
    var window = Sql.of(" LIMIT " + limit);
    return skip == 0 ? window : window.append(" OFFSET ").value(skip);
  }
}
