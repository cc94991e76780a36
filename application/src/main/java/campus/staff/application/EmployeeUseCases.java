package campus.staff.application;

import campus.shared.application.write.EntityUseCases;
import campus.shared.domain.Etag;
import campus.shared.domain.Id;
import campus.staff.domain.Employee;
import org.jspecify.annotations.Nullable;

/**
 * As for all entities; employees can be moved. Deleting one who has subordinates is refused without
 * {@code force}, and moves them to the employee's manager with it.
 */
public interface EmployeeUseCases extends EntityUseCases<Employee> {

  /**
   * Moves an employee, with all who work for them, to another manager.
   *
   * @param manager null for the top
   * @param etag null accepts any version
   * @throws campus.shared.domain.NotFound if the employee or the manager does not exist
   * @throws campus.shared.domain.StaleEtag if the employee has another version
   * @throws campus.shared.domain.RuleBroken if the manager is the employee or works for them, or if
   *     the chain of managers would become too long
   */
  void move(Id<Employee> employee, @Nullable Id<Employee> manager, @Nullable Etag etag);
}
