package campus.shared.application.query;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.domain.ResourceName;
import campus.shared.domain.ResourceType;
import java.util.Collection;
import java.util.List;

/**
 * All reads: every kind of resource, in the shape that a mask says.
 *
 * <p>The number of SQL statements depends on the mask alone, never on the data; where it is more
 * than one, all see the same state of the database. What the caller may not see is empty.
 */
public interface ResourceQueries {

  /**
   * Reads one resource.
   *
   * @throws campus.shared.domain.NotFound if there is no such resource
   * @throws campus.shared.domain.InvalidRequest if the mask does not fit
   * @throws campus.shared.domain.AnswerTooLarge if it is larger than {@link AnswerLimits} allow
   */
  ResourceRecord get(Caller caller, ResourceName name, ReadMask mask);

  /**
   * Reads resources of one kind.
   *
   * @param names at least one, all of the same type; may hold the same name more than once
   * @return in the order of the names
   * @throws campus.shared.domain.NotFound if one of them does not exist
   * @throws campus.shared.domain.InvalidRequest if the mask does not fit, or if there are more
   *     names than {@link ListQuery#maxPageSize} allows
   * @throws campus.shared.domain.AnswerTooLarge if they are larger than {@link AnswerLimits} allow
   */
  List<ResourceRecord> batchGet(Caller caller, List<ResourceName> names, ReadMask mask);

  /**
   * Reads a page of a collection.
   *
   * <p>Pages put together hold every resource that was there throughout exactly once, whatever
   * comes and goes between them.
   *
   * @throws campus.shared.domain.InvalidRequest if mask, filter, order or page token does not fit
   * @throws campus.shared.domain.AnswerTooLarge if it is larger than {@link AnswerLimits} allow
   */
  Page list(Caller caller, ListQuery query);

  /**
   * What {@link #list} would run, and how the database would go about it, without running it.
   *
   * @throws campus.shared.domain.InvalidRequest as list does
   */
  List<Explanation> explain(Caller caller, ListQuery query);

  /**
   * One SQL statement.
   *
   * @param plan the plan that the database makes of it, as text
   */
  record Explanation(String sql, String plan) {}

  /**
   * Finds the resources that a filter holds for, and keeps others from changing them until the
   * transaction ends. They are locked in the order of their ids.
   *
   * @param limit the most resources to lock
   * @throws campus.shared.domain.InvalidRequest if the filter does not fit
   */
  List<ResourceName> lock(Caller caller, ResourceType type, String filter, int limit);

  /** What can be asked of a kind of resource. */
  ResourceSchema schema(ResourceType type);

  /** What can be asked, of all kinds of resource. */
  Collection<ResourceSchema> schemas();
}
