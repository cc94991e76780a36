package campus.shared.persistence.compile;

import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.domain.ResourceName;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Sql;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which resources of a kind a list answers, and in which order.
 *
 * @param subset what the list is narrowed to, null for nothing
 * @param arguments those of the subset
 * @param parent the resource that they belong to, null for any
 * @param after where the page begins, as a token keeps it; empty for the first page
 * @param limit the most resources to answer
 */
public record ListPlan(
    Resource.@Nullable Subset subset,
    List<Object> arguments,
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
    return new ListPlan(null, List.of(), null, condition, List.of(), List.of(), 0, limit);
  }

  /** A row that the list may answer, with what tells whether it does. */
  final class Candidate {
    private final Scope scope;
    private final String joined;

    /** Begins with the row, and joins what the subset needs. */
    Candidate(Scope scope) {
      this.scope = scope;
      this.joined = scope.from().aliases().next();
      var join =
          switch (subset) {
            case Resource.JoinedSubset joining -> joining.join();
            case Resource.FoundSubset found -> found.join();
            case Resource.OwnersSubset _ -> "";
            case null -> "";
          };
      if (!join.isEmpty()) {
        scope.from().joins().append(" ").append(expand(join));
      }
    }

    SortOrder order() {
      return order(subset == null ? List.of() : subset.order());
    }

    /** As {@link #order()}, with something else before the keys. */
    SortOrder order(List<Resource.Ordered> first) {
      return SortOrder.of(
          first.stream()
              .map(part ->
                  new Resource.Ordered(
                      aliased(part.expression()), part.type(), part.descending(), part.nullsLast()))
              .toList(),
          keys,
          scope);
    }

    /** What holds for all resources of the list. */
    Sql where() {
      var where = ConditionCompiler.compile(condition, scope);
      if (subset != null && !subset.condition().isEmpty()) {
        where.append(" AND (").append(expand(subset.condition())).append(")");
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

    /** SQL that the subset declares, about this row. */
    Sql expand(String template) {
      return Scope.expand(aliased(template), arguments.toArray());
    }

    String aliased(String template) {
      return template.replace("{row}", scope.alias()).replace("{subset}", joined);
    }
  }

  Candidate candidate(Scope scope) {
    return new Candidate(scope);
  }

  /**
   * Whether a plan that the database made for other values may be a bad one for a page: what a
   * filter holds for may be next to nothing, or next to everything. Not so where it is a range of
   * the very order of the list: there a page is one piece of the index whatever the values are. Nor
   * for {@link Resource.OwnersSubset}, which chooses its way while it runs; but that has an order
   * of its own, so that no filter is a range of it.
   */
  boolean dependsOnValues() {
    if (subset == null) {
      return !isRangeOfOrder(condition);
    }
    return !(subset instanceof Resource.OwnersSubset) || !condition.equals(Condition.ALWAYS);
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
