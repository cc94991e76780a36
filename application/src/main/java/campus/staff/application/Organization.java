package campus.staff.application;

import campus.shared.domain.name.Id;
import campus.staff.domain.Employee;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the tree of employees. Each read is one SQL statement. */
public interface Organization {

  int MAX_CHART = 10_000;

  /**
   * An employee in a subtree.
   *
   * @param depth the distance from its root
   */
  record Placed(Employee employee, int depth) {}

  /**
   * A page of a subtree.
   *
   * @param nextToken requests the next page; empty on the last page
   */
  record SubordinatePage(List<Placed> employees, String nextToken) {}

  /**
   * The chain of managers of an employee, nearest first.
   *
   * @throws campus.shared.domain.error.NotFound if the employee does not exist
   */
  List<Employee> chainOf(Id<Employee> employee);

  /**
   * A page of all who report to an employee, depth first, siblings in id order.
   *
   * @param maxDepth the most levels; 0 for all
   * @param pageSize at least 1
   * @param pageToken from the previous page, empty for the first page
   * @param skip the number of employees to leave out, from the token on
   * @throws campus.shared.domain.error.NotFound if the employee does not exist
   * @throws campus.shared.domain.error.InvalidRequest if the token belongs to another call
   */
  SubordinatePage subordinates(
      Id<Employee> parent, int maxDepth, int pageSize, String pageToken, int skip);

  /** The number of employees on all pages of {@link #subordinates}. */
  long countSubordinates(Id<Employee> parent, int maxDepth);

  /**
   * All employees, or one and all who report to them, depth first, siblings in id order.
   *
   * @param root null for all
   * @param maxDepth the most levels below the roots; 0 for all
   * @throws campus.shared.domain.error.NotFound if the root does not exist
   * @throws campus.shared.domain.error.RuleBroken if they are more than {@link #MAX_CHART}
   */
  List<Placed> chart(@Nullable Id<Employee> root, int maxDepth);
}
