package campus.staff.application;

import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import campus.staff.domain.Employee;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The employees and their tree.
 *
 * <p>Changes to the tree (adding, moving, reassigning, deleting) require its lock, which {@link
 * #lockToDelete} takes. {@link #updateAll} does not change managers.
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
   * Moves the direct subordinates of an employee to another manager.
   *
   * @param to null for the top
   */
  void reassign(Id<Employee> from, @Nullable Id<Employee> to, Instant now);
}
