package campus.shared.application.query;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Reads resources of all types, in the shape of a read mask.
 *
 * <p>The number of SQL statements depends on the mask alone. Several statements read one snapshot.
 * Fields that the caller may not see are empty.
 *
 * <p>All reads throw {@link campus.shared.domain.error.InvalidRequest} if the mask does not fit the
 * resource, and {@link campus.shared.domain.error.AnswerTooLarge} if the answer exceeds {@link
 * AnswerLimits}.
 */
public interface ResourceQueries {

  /**
   * Reads one resource.
   *
   * @throws campus.shared.domain.error.NotFound if it does not exist
   */
  ResourceRecord get(Caller caller, ResourceName name, ReadMask mask);

  /**
   * As {@link #get(Caller, ResourceName, ReadMask)}, by a unique field.
   *
   * @throws campus.shared.domain.error.InvalidRequest if its type has no such names
   */
  ResourceRecord get(Caller caller, NaturalName name, ReadMask mask);

  /**
   * Finds the ids of resources that the caller sees, by their unique fields. In a transaction, that
   * is as of this time.
   *
   * @return one for each name
   * @throws campus.shared.domain.error.NotFound if one does not exist
   * @throws campus.shared.domain.error.InvalidRequest if a type has no such names
   */
  Map<NaturalName, ResourceName> resolve(Caller caller, Collection<NaturalName> names);

  /**
   * Reads resources of one type.
   *
   * @param names at least one, all of the same type; duplicates are allowed
   * @return in the order of the names
   * @throws campus.shared.domain.error.NotFound if one of them does not exist
   * @throws campus.shared.domain.error.InvalidRequest if there are more than {@link
   *     ListQuery#maxPageSize}
   */
  List<ResourceRecord> batchGet(Caller caller, List<ResourceName> names, ReadMask mask);

  /**
   * Reads a page of a collection. Concatenated pages hold every resource that exists throughout
   * exactly once, despite concurrent changes.
   *
   * @throws campus.shared.domain.error.InvalidRequest if the filter, order or page token is invalid
   */
  Page list(Caller caller, ListQuery query);

  /**
   * Reads all resources of a collection in id order, from one snapshot, and keeps a connection for
   * that long. Some are in memory at a time.
   *
   * @param query its order, page, skip and total do not count
   * @param after where to go on; null to begin with the first
   * @param client gets some resources at a time; can be slow
   * @throws campus.shared.domain.error.Overloaded if several exports run already
   */
  void export(
      Caller caller,
      ListQuery query,
      @Nullable ResourceName after,
      Consumer<List<ResourceRecord>> client);

  /**
   * Computes figures about groups of the resources that {@link #list} would answer.
   *
   * @throws campus.shared.domain.error.InvalidRequest if the query is invalid, see {@link
   *     Aggregation#check}, or a sum exceeds 64 bits
   */
  Groups aggregate(Caller caller, AggregateQuery query);

  /**
   * Returns the statements of {@link #list} with their query plans, without running them.
   *
   * @throws campus.shared.domain.error.InvalidRequest as list does
   */
  List<Explanation> explain(Caller caller, ListQuery query);

  /**
   * An SQL statement.
   *
   * @param plan the query plan, as text
   */
  record Explanation(String sql, String plan) {}

  /**
   * Locks the resources that match all filters until the transaction ends, in id order.
   *
   * @param limit the most resources to lock
   * @throws campus.shared.domain.error.InvalidRequest if a filter is invalid
   */
  List<ResourceName> lock(Caller caller, ResourceType type, List<String> filters, int limit);

  ResourceSchema schema(ResourceType type);

  Collection<ResourceSchema> schemas();
}
