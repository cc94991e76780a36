package campus.shared.persistence.read;

import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.SortKey;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Keeps lists that no index has in order from sorting whole tables. How many resources such a list
 * would sort is the planner's estimate, which costs a statement and reads nothing.
 */
record SortLimit(Statements statements) {

  /** How many resources are sorted at most: some milliseconds. */
  private static final long FEW = 10_000;

  private static final Pattern ROWS = Pattern.compile("\"Plan Rows\": (\\d+)");

  /**
   * @param explained explains what selects all resources of the list
   * @throws InvalidRequest if they are too many to sort
   */
  void check(Sql explained, Arguments arguments, List<SortKey> keys, ResourceSchema schema) {
    var plan = String.join("\n", statements.query(explained, arguments, rows -> rows.getString(1)));
    var rows = ROWS.matcher(plan);
    if (!rows.find()) {
      throw new IllegalStateException("a plan without an estimate: " + plan);
    }
    long estimate = Long.parseLong(rows.group(1));
    if (estimate > FEW) {
      var key = keys.stream().filter(one -> !one.isIndexed()).findFirst().orElseThrow();
      throw new InvalidRequest(
          "order_by",
          key
              + " has no index, so at most "
              + FEW
              + " results can be sorted by it, and about "
              + estimate
              + " match: add a parent, or a filter that fewer match, such as one on "
              + schema.relations().stream().map(Relation::name).collect(Collectors.joining(", ")));
    }
  }
}
