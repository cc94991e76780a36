package campus.staff.application;

import campus.shared.application.write.Entities;
import campus.shared.domain.Id;
import campus.staff.domain.Employee;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The employees, and the tree that they form.
 *
 * <p>Changing the shape of the tree (adding, moving, reassigning, deleting) requires its lock,
 * which {@link #lockToDelete} takes. {@link #updateAll} does not change managers.
 */
public interface Employees extends Entities<Id<Employee>, Employee> {

  /** Keeps others from changing the shape of the tree until the transaction ends. */
  void lockTree();

  /** Whether an employee is the other one, or works for them, directly or through others. */
  boolean isWithin(Id<Employee> employee, Id<Employee> top);

  /**
   * Stores an employee under a new manager; all who work for them come along.
   *
   * @throws campus.shared.domain.RuleBroken if the chain of managers would become too long
   */
  void move(Employee moved);

  /**
   * Moves the direct subordinates of an employee to the employee's manager.
   *
   * @param to the manager, null at the top
   */
  void reassign(Id<Employee> from, @Nullable Id<Employee> to, Instant now);
}
