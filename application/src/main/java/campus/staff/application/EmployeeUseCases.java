package campus.staff.application;

import campus.shared.application.EntityUseCases;
import campus.shared.domain.Etag;
import campus.staff.domain.Employee;
import campus.staff.domain.EmployeeId;
import org.jspecify.annotations.Nullable;

/** Making, changing, moving and deleting employees. */
public interface EmployeeUseCases extends EntityUseCases<EmployeeId, Employee> {

  /** What becomes of the direct subordinates of an employee who is deleted. */
  enum Policy {
    /** He is not deleted if he has any. */
    REFUSE,
    /** They go to his manager. */
    REASSIGN
  }

  /**
   * Moves an employee, with all who work for him, to another manager.
   *
   * @param manager null for the top
   * @param etag null for whichever state he is in
   * @throws campus.shared.domain.NotFound if there is no such employee or manager
   * @throws campus.shared.domain.StaleEtag if he has changed since
   * @throws campus.staff.domain.Cycle if the manager is himself, or works for him
   * @throws campus.staff.domain.TooDeep if a chain gets longer than it may be
   */
  void move(EmployeeId employee, @Nullable EmployeeId manager, @Nullable Etag etag);

  /**
   * Deletes an employee.
   *
   * @param etag null for whichever state he is in
   * @throws campus.shared.domain.NotFound if there is no such employee
   * @throws campus.shared.domain.StaleEtag if he has changed since
   * @throws campus.staff.domain.HasSubordinates if the policy refuses
   */
  void delete(EmployeeId employee, @Nullable Etag etag, Policy policy);
}
