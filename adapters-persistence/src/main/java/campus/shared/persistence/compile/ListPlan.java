package campus.shared.persistence.compile;

import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.Subset;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.jdbc.Sql;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a list answers, in which order. Values are bound when it runs.
 *
 * @param subset null for none
 * @param ofParent whether the list is that of one parent
 * @param condition of a {@link FilterShape}
 * @param after what is known of the key of the row that the page follows; empty for the first page
 * @param limit the greatest number of resources to answer
 */
public record ListPlan(
    @Nullable Subset subset,
    boolean ofParent,
    Condition condition,
    List<SortKey> keys,
    List<After> after,
    boolean skips,
    int limit) {

  private static final Set<Operator> RANGES =
      EnumSet.of(
          Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL);

  /** All resources that a condition holds for. */
  public static ListPlan all(Condition condition, int limit) {
    return new ListPlan(null, false, condition, List.of(), List.of(), false, limit);
  }

  /** How many ids name the parent. */
  public int ids(Resource resource) {
    return ofParent ? resource.key().size() - 1 : 0;
  }

  /** A row that the list may answer, and the conditions for that. */
  final class Candidate {
    private final Scope scope;
    private final Row joined;

    /** Joins what the subset needs to the row. */
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
      var id = subset == null ? null : subset.joinedId();
      return SortOrder.of(first, joined, keys, scope, id == null ? scope.id() : joined.column(id));
    }

    /** The condition for all resources of the list. */
    Sql where() {
      var where = ConditionCompiler.compile(condition, scope);
      if (subset != null) {
        where.append(Sql.of(" AND (", subset.condition(scope.row(), joined), ")"));
      }
      var key = scope.resource().key();
      for (int i = 0; i < ids(scope.resource()); i++) {
        where.append(Sql.of(" AND " + scope.column(key.get(i)) + " = ", new SharedFetch.Id(i)));
      }
      return where.append(scope.rowRule(scope.resource(), scope.alias()));
    }
  }

  Candidate candidate(Scope scope) {
    return new Candidate(scope);
  }

  /**
   * Whether the plan for a page must fit the bound values, since a filter can hold for almost
   * nothing or almost everything. A filter that is a range of the order of the list needs no such
   * plan: its pages are one range of an index.
   */
  boolean dependsOnValues() {
    if (skips) {
      return true;
    }
    if (subset instanceof PageSource source) {
      return source.dependsOnValues() || !condition.equals(Condition.ALWAYS);
    }
    return subset != null || !isRangeOfOrder(condition);
  }

  /** The same for the count, which no limit keeps short. */
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

  /** LIMIT and OFFSET. The limit is no parameter: a plan for any limit expects very many rows. */
  Sql window() {
    return skips ? Sql.of(" LIMIT " + limit + " OFFSET ", Sql.SKIP) : Sql.of(" LIMIT " + limit);
  }
}
