package campus.staff.application;

import campus.shared.application.Entities;
import campus.staff.domain.Employee;
import campus.staff.domain.EmployeeId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The employees, and the tree that they are.
 *
 * <p>Whoever changes the shape of the tree (adds, moves, reassigns, deletes) has locked it before,
 * so that what he looks at stays as it is. Changes of an employee by {@link #updateAll} leave his
 * manager alone.
 */
public interface Employees extends Entities<EmployeeId, Employee> {

  /** Keeps others from changing the shape of the tree until the transaction ends. */
  void lockTree();

  /** Whether an employee is somebody, or works for him, directly or through others. */
  boolean isWithin(EmployeeId employee, EmployeeId top);

  /**
   * Changes an employee with his manager; those who work for him come along.
   *
   * @throws campus.staff.domain.TooDeep if a chain gets longer than it may be
   */
  void move(Employee moved);

  /**
   * Gives the direct subordinates of an employee to his manager, or to nobody.
   *
   * @param to his manager, null at the top
   */
  void reassign(EmployeeId from, @Nullable EmployeeId to, Instant now);
}
