package campus.shared.persistence.read;

import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.persistence.compile.ListPlan;
import campus.shared.persistence.compile.Nesting;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.Join;
import campus.shared.persistence.declare.OwnedBy;
import campus.shared.persistence.declare.Resource;
import java.util.HashMap;
import java.util.List;

/**
 * All that the SQL of a collection in its owner depends on.
 *
 * @param condition without its values
 * @param values how many values the condition has
 * @param keys empty for the collection's own order
 * @param after what is known of the key of the row that the page follows
 * @param limit the greatest number of elements of an owner
 * @param counted whether all of them are counted
 */
record NestedShape(
    String path,
    Condition condition,
    int values,
    List<SortKey> keys,
    List<After> after,
    int limit,
    boolean counted) {

  /**
   * The way to the elements.
   *
   * @param root the resource that the path begins at
   */
  static Join join(Resource root, String path) {
    var at = root;
    var segments = path.split("\\.", -1);
    for (int i = 0; ; i++) {
      var relation = at.schema().relation(segments[i]);
      if (relation == null) {
        throw new IllegalArgumentException(at.schema() + " has no " + segments[i]);
      }
      var join = at.join(relation);
      if (i == segments.length - 1) {
        return join;
      }
      at = join.target().get();
    }
  }

  private ListPlan plan(Join join, int firstValue, int firstAfter) {
    return new ListPlan(
        new OwnedBy(join, keys.isEmpty()),
        condition,
        keys,
        after,
        false,
        limit + 1,
        firstValue,
        firstAfter);
  }

  /** The list of one owner's elements, alone. */
  ListPlan plan(Resource root) {
    return plan(join(root, path), 0, 0);
  }

  /**
   * How all collections of a read are read.
   *
   * @param firstValue the number of the first value after those of the list
   * @param firstAfter the number of the first part of a key after that of the list
   */
  static Nesting nesting(Resource root, List<NestedShape> shapes, int firstValue, int firstAfter) {
    var plans = new HashMap<String, Nesting.Plan>();
    int value = firstValue;
    int after = firstAfter;
    for (var shape : shapes) {
      var plan = shape.plan(join(root, shape.path()), value, after);
      plans.put(shape.path(), new Nesting.Plan(plan, shape.counted()));
      value += shape.values();
      after += shape.after().size();
    }
    return new Nesting(plans);
  }
}
