package campus.shared.application.query;

import campus.shared.domain.name.ResourceType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A request for figures about groups of resources.
 *
 * @param parent whose collection it is about, null for all resources
 * @param filter in the filter language (AIP-160); empty for all
 * @param groupBy what the resources of a group have in common, see {@link Aggregation}; empty for
 *     one group of all
 * @param metrics the figures of each group, at least one
 * @param timeZone where days, weeks and months begin; empty for UTC
 * @param orderBy terms of {@code groupBy} and labels of metrics, each optionally with {@code desc};
 *     empty for the order of the groups' values
 * @param pageSize at least 0; 0 stands for {@link ListQuery#DEFAULT_PAGE_SIZE}; capped at {@link
 *     ListQuery#MAX_PAGE_SIZE}
 * @param pageToken from the previous page, empty for the first page
 */
public record AggregateQuery(
    ResourceType type,
    @Nullable Parent parent,
    String filter,
    List<String> groupBy,
    List<Metric> metrics,
    String timeZone,
    String orderBy,
    int pageSize,
    String pageToken) {

  public AggregateQuery {
    groupBy = List.copyOf(groupBy);
    metrics = List.copyOf(metrics);
  }

  /** How a figure is computed. */
  public enum Function {
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    COUNT_DISTINCT;

    @Override
    public String toString() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  /**
   * A figure about a group.
   *
   * @param field the path of what it is computed of; empty for {@link Function#COUNT}
   */
  public record Metric(Function function, String field) {

    /** The number of resources. */
    public static final Metric COUNT = new Metric(Function.COUNT, "");

    /** What answers call it: {@code count}, {@code sum(like_count)}. */
    public String label() {
      return field.isEmpty() ? function.toString() : function + "(" + field + ")";
    }
  }

  public AggregateQuery withPage(int pageSize, String pageToken) {
    return new AggregateQuery(
        type, parent, filter, groupBy, metrics, timeZone, orderBy, pageSize, pageToken);
  }

  /** The number of groups on a page. */
  public int limit() {
    return pageSize == 0
        ? ListQuery.DEFAULT_PAGE_SIZE
        : Math.min(pageSize, ListQuery.MAX_PAGE_SIZE);
  }
}
