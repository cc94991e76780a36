package campus.shared.persistence.compile;

import campus.shared.application.query.Nested;
import campus.shared.application.query.filter.Condition;
import campus.shared.persistence.declare.Join;
import campus.shared.persistence.declare.OwnedBy;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the collections of a selection are read.
 *
 * @param plans those that differ from the default, by the path of the collection
 */
public record Nesting(Map<String, Plan> plans) {

  /** All collections as they come by default. */
  public static final Nesting DEFAULT = new Nesting(Map.of());

  /**
   * How a collection is read.
   *
   * @param list with one more element than is answered, to know whether there are more
   * @param counted whether all its elements are counted
   */
  public record Plan(ListPlan list, boolean counted) {

    /** How many elements are answered at most. */
    int most() {
      return list.limit() - 1;
    }
  }

  public Nesting {
    plans = Map.copyOf(plans);
  }

  /** The plan that was asked for; null for the default. */
  @Nullable Plan asked(String path) {
    return plans.get(path);
  }

  /** The list of one owner's elements. */
  ListPlan list(String path, Join join) {
    var asked = asked(path);
    return asked == null
        ? new ListPlan(
            new OwnedBy(join, true),
            Condition.ALWAYS,
            List.of(),
            List.of(),
            false,
            join.bounded() ? ListPlan.NO_LIMIT : Nested.DEFAULT_PAGE_SIZE + 1)
        : asked.list();
  }

  /** How many elements of a collection an owner has in an answer at most. */
  int most(String path, Join join) {
    var asked = asked(path);
    return asked == null ? join.most() : asked.most();
  }

  /** The path of a relation. */
  public static String path(String owner, String relation) {
    return owner.isEmpty() ? relation : owner + "." + relation;
  }
}
