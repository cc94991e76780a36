package campus.shared.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of groups with their figures.
 *
 * @param keys what the groups were asked to have in common, as asked
 * @param labels what the metrics are called, see {@link AggregateQuery.Metric#label}
 * @param nextToken requests the next page; empty on the last page
 */
public record Groups(List<String> keys, List<String> labels, List<Group> groups, String nextToken) {

  public Groups {
    keys = List.copyOf(keys);
    labels = List.copyOf(labels);
    groups = List.copyOf(groups);
  }

  /**
   * A group with its figures. Both have the types of {@link FieldType}; averages are Double, of
   * money Money.
   *
   * @param keys one value for each key; null for resources without a value
   * @param metrics one for each metric; null if no resource has a value
   */
  public record Group(List<@Nullable Object> keys, List<@Nullable Object> metrics) {}
}
