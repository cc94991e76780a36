package campus.staff.application;

import campus.shared.application.write.EntityUseCases;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.name.Id;
import campus.staff.domain.Employee;
import org.jspecify.annotations.Nullable;

/**
 * Like those of other entities; employees can be moved. {@code force} deletes an employee with
 * subordinates, and moves these to the next manager who stays.
 */
public interface EmployeeUseCases extends EntityUseCases<Employee> {

  /**
   * Moves an employee, with all who report to them, under another manager.
   *
   * @param manager null for the top
   * @param etag null accepts any version
   * @throws campus.shared.domain.error.NotFound if the employee or manager does not exist
   * @throws campus.shared.domain.error.StaleEtag if the employee has another version
   * @throws campus.shared.domain.error.RuleBroken on a cycle, or a chain of managers that is too
   *     long
   */
  void move(Id<Employee> employee, @Nullable Id<Employee> manager, @Nullable Etag etag);
}
