package campus.staff.application;

import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import campus.staff.domain.Employee;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;

/**
 * The employees and their tree.
 *
 * <p>Changes to the tree (adding, moving, reassigning, deleting) require its lock. {@link
 * #updateAll} does not change managers.
 */
public interface Employees extends Entities<Id<Employee>, Employee> {

  /** Locks the shape of the tree until the transaction ends. */
  void lockTree();

  /** Whether an employee is {@code top} or reports to them, directly or indirectly. */
  boolean isWithin(Id<Employee> employee, Id<Employee> top);

  /**
   * Stores an employee under a new manager, with all who report to them.
   *
   * @throws campus.shared.domain.error.RuleBroken if the chain of managers would become too long
   */
  void move(Employee moved);

  /**
   * Moves all who report to these employees, and are none of them, to the next manager above who is
   * none of them, or to the top.
   *
   * @return the number of direct subordinates that each manager got
   */
  Map<Id<Employee>, Integer> reassign(Collection<Id<Employee>> from, Instant now);
}
