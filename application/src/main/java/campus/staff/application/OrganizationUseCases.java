package campus.staff.application;

import campus.shared.application.call.Caller;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.staff.application.Organization.Placed;
import campus.staff.domain.Employee;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Shows parts of the tree of employees. What is read by several statements is of one snapshot. */
public interface OrganizationUseCases {

  /**
   * Employees in the order of the tree.
   *
   * @param records what a mask names of each, in the same order; null for the default mask
   * @param nextToken requests the next page; empty on the last page
   * @param totalSize the number of employees on all pages; null unless requested
   */
  record Part(
      List<Placed> placed,
      @Nullable List<ResourceRecord> records,
      String nextToken,
      @Nullable Long totalSize) {}

  /**
   * A page of all who report to an employee.
   *
   * @param maxDepth the most levels; 0 for all
   * @param pageSize 0 for the default; limited as for other lists
   */
  record SubordinatesQuery(
      Id<Employee> parent,
      int maxDepth,
      int pageSize,
      String pageToken,
      int skip,
      boolean totalSize,
      ReadMask mask) {}

  /**
   * The chain of managers of an employee, nearest first.
   *
   * @throws campus.shared.domain.error.NotFound if the employee does not exist
   */
  Part chainOf(Caller caller, Id<Employee> employee, ReadMask mask);

  /**
   * A page as {@link Organization#subordinates}.
   *
   * @throws campus.shared.domain.error.NotFound if the employee does not exist
   * @throws campus.shared.domain.error.InvalidRequest if mask or token are invalid
   */
  Part subordinates(Caller caller, SubordinatesQuery query);

  static OrganizationUseCases of(
      Organization organization, ResourceQueries queries, Transactions transactions) {
    return new OrganizationService(organization, queries, transactions);
  }
}
