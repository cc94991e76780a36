package campus.shared.persistence.compile;

import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.Subset;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.jdbc.Sql;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resources a list answers, in which order. Values are bound when it runs.
 *
 * @param subset null for none
 * @param condition of a {@link FilterShape}
 * @param after what is known of the key of the row that the page follows; empty for the first page
 * @param limit the greatest number of resources to answer, or {@link #NO_LIMIT}
 * @param firstValue the number of the first value of the condition, see {@link Sql#filterValue}
 * @param firstAfter the number of the first part of that key, see {@link Sql#after}
 */
public record ListPlan(
    @Nullable Subset subset,
    Condition condition,
    List<SortKey> keys,
    List<After> after,
    boolean skips,
    int limit,
    int firstValue,
    int firstAfter) {

  /** Of lists that are never long. */
  public static final int NO_LIMIT = Integer.MAX_VALUE;

  private static final Set<Operator> RANGES =
      EnumSet.of(
          Operator.LESS, Operator.LESS_OR_EQUAL, Operator.GREATER, Operator.GREATER_OR_EQUAL);

  /** The list that a call asks for. */
  public ListPlan(
      @Nullable Subset subset,
      Condition condition,
      List<SortKey> keys,
      List<After> after,
      boolean skips,
      int limit) {
    this(subset, condition, keys, after, skips, limit, 0, 0);
  }

  /** All resources that a condition holds for. */
  public static ListPlan all(Condition condition, int limit) {
    return new ListPlan(null, condition, List.of(), List.of(), false, limit);
  }

  /** The types of the ids that a call gives, see {@link SharedFetch#ofResources}. */
  public List<String> ids() {
    return Collections.nCopies(subset == null ? 0 : subset.ids(), "uuid");
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

    /** The order that the call asks for; otherwise that of the subset. */
    SortOrder order() {
      if (subset == null || !(keys.isEmpty() || subset instanceof PageSource)) {
        return order(List.of());
      }
      return order(subset.order());
    }

    /** As {@link #order()}, with something else before the keys. */
    SortOrder order(List<Ordered> first) {
      var id = subset == null ? null : subset.joinedId();
      return SortOrder.of(first, joined, keys, scope, id == null ? scope.id() : joined.column(id));
    }

    /** The condition for all resources of the list. */
    Sql where() {
      var where = ConditionCompiler.compile(condition, scope, firstValue);
      if (subset != null) {
        where.append(Sql.of(" AND (", subset.condition(scope.row(), joined), ")"));
      }
      return subset != null && subset.showsHidden()
          ? where
          : where.append(scope.rowRule(scope.resource(), scope.alias()));
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
    boolean subsetDepends = subset != null && (subset.dependsOnValues() || !keys.isEmpty());
    return subsetDepends || !isRangeOfOrder(condition);
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
      default -> false;
    };
  }

  /** LIMIT and OFFSET. The limit is no parameter: a plan for any limit expects very many rows. */
  Sql window() {
    if (limit == NO_LIMIT) {
      return new Sql();
    }
    return skips ? Sql.of(" LIMIT " + limit + " OFFSET ", Sql.SKIP) : Sql.of(" LIMIT " + limit);
  }
}
