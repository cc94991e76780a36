package campus.shared.persistence;

import campus.shared.application.Condition;
import campus.shared.application.ResourceName;
import campus.shared.application.SortKey;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which resources of a kind a list answers, and in which order.
 *
 * @param parent the resource that they belong to, null for any
 * @param after where the page begins, as a token keeps it; empty for the first page
 * @param limit the most resources to answer
 */
record ListPlan(
    @Nullable ResourceName parent,
    Condition condition,
    List<SortKey> keys,
    List<@Nullable String> after,
    int skip,
    int limit) {

  SortOrder order(Scope root) {
    return SortOrder.of(keys, root);
  }

  /** What holds for the resources of the page and of those after it. */
  Sql where(Scope root, SortOrder order) {
    var where = where(root);
    if (!after.isEmpty()) {
      where.append(" AND ").append(order.after(order.fromTexts(after)));
    }
    return where;
  }

  /** What holds for all resources of the list. */
  Sql where(Scope root) {
    var where = ConditionCompiler.compile(condition, root);
    if (parent != null) {
      for (int i = 0; i < parent.ids().size(); i++) {
        where
            .append(" AND " + root.column(root.resource().key().get(i)) + " = ")
            .value(parent.ids().get(i));
      }
    }
    return where.append(root.rowRule(root.resource(), root.alias()));
  }

  /** What comes after the order. */
  Sql window() {
    var window = Sql.of(" LIMIT ").value(limit);
    return skip == 0 ? window : window.append(" OFFSET ").value(skip);
  }
}
