package campus.staff.application;

import campus.shared.domain.Id;
import campus.staff.domain.Employee;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads along the tree of employees. Each is one SQL statement. */
public interface Organization {

  /** The most employees in a chart. */
  int MAX_CHART = 10_000;

  /**
   * An employee in the tree.
   *
   * @param depth how far below the one who was asked about
   */
  record Placed(Employee employee, int depth) {}

  /**
   * Part of a subtree.
   *
   * @param nextToken asks for the next page; empty after the last one
   */
  record SubordinatePage(List<Placed> employees, String nextToken) {}

  /**
   * The managers of an employee, the nearest first.
   *
   * @throws campus.shared.domain.NotFound if there is no such employee
   */
  List<Employee> chainOf(Id<Employee> employee);

  /**
   * A page of those who work for an employee, depth first, siblings in the order of their ids.
   *
   * @param maxDepth how deep to go; 0 for all the way
   * @param pageSize at least 1
   * @param pageToken that of the page before, empty for the first page
   * @throws campus.shared.domain.NotFound if there is no such employee
   * @throws campus.shared.domain.InvalidRequest if the token was made for another call
   */
  SubordinatePage subordinates(Id<Employee> parent, int maxDepth, int pageSize, String pageToken);

  /**
   * All employees, or one with all who work for him, depth first, siblings in the order of their
   * ids.
   *
   * @param root null for all
   * @param maxDepth how deep to go below the roots; 0 for all the way
   * @throws campus.shared.domain.NotFound if there is no such root
   * @throws campus.shared.domain.RuleBroken if they are more than {@link #MAX_CHART}
   */
  List<Placed> chart(@Nullable Id<Employee> root, int maxDepth);
}
