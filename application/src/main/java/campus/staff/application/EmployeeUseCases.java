package campus.staff.application;

import campus.shared.application.write.EntityUseCases;
import campus.shared.application.write.Imports.Import;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.name.Id;
import campus.staff.domain.Employee;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Like those of other entities; employees can be moved. {@code force} deletes an employee with
 * subordinates, and moves these to the next manager who stays.
 */
public interface EmployeeUseCases extends EntityUseCases<Employee> {

  /**
   * A row of an import.
   *
   * @param employee makes the employee, without a manager if {@code managerRow} names them
   * @param managerRow the number of an earlier row with the manager; 0 for none
   * @param createTime null for now
   */
  record ImportedEmployee(
      Creation<Employee> employee, int managerRow, @Nullable Instant createTime) {}

  /** Begins an import of employees, whose rows can name earlier rows as managers. */
  Import<ImportedEmployee> startImport();

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
