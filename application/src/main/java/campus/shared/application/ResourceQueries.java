package campus.shared.application;

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
   */
  ResourceRecord get(Caller caller, ResourceName name, ReadMask mask);

  /**
   * Reads resources of one kind.
   *
   * @param names at least one, all of the same type; may hold the same name more than once
   * @return in the order of the names
   * @throws campus.shared.domain.NotFound if one of them does not exist
   * @throws campus.shared.domain.InvalidRequest if the mask does not fit
   */
  List<ResourceRecord> batchGet(Caller caller, List<ResourceName> names, ReadMask mask);

  /**
   * Reads a page of a collection, in the order in which its resources were made.
   *
   * @throws campus.shared.domain.InvalidRequest if the mask or the page token does not fit
   */
  Page list(Caller caller, ListQuery query);

  /** What can be asked of a kind of resource. */
  ResourceSchema schema(ResourceType type);
}
