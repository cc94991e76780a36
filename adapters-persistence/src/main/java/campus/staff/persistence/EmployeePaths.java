package campus.staff.persistence;

import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import campus.staff.domain.Employee;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The path of each employee: the ids from the top of the tree down to them. All who work for an
 * employee are one index range, in depth-first order, and the path of an employee lists their
 * managers.
 *
 * <p>Paths change only under the lock of the tree.
 */
@Singleton
record EmployeePaths(Statements statements) {

  /** Sorts after all ids, which begin with a time (UUIDv7). */
  static final String LAST = "'ffffffff-ffff-ffff-ffff-ffffffffffff'::uuid";

  private static final String LOCK =
      "INSERT INTO employee_tree (id, changes) VALUES (1, 1)"
          + " ON CONFLICT (id) DO UPDATE SET changes = employee_tree.changes + 1";

  private static final String ADD =
      "INSERT INTO employee_paths (employee_id, path)"
          + " SELECT e.id, COALESCE(m.path, '{}') || e.id FROM employees e"
          + " LEFT JOIN employee_paths m ON m.employee_id = e.manager_id WHERE e.id = ANY(?)";

  private static final String WITHIN =
      "SELECT ? = ANY(path) FROM employee_paths WHERE employee_id = ?";

  private static final String MOVE =
      "UPDATE employee_paths p SET path = to_.path || p.path[cardinality(from_.path):]"
          + " FROM employee_paths from_, (SELECT COALESCE("
          + "(SELECT path FROM employee_paths WHERE employee_id = ?), '{}') AS path) to_"
          + " WHERE from_.employee_id = ? AND p.path >= from_.path AND p.path < from_.path || "
          + LAST;

  /** Those below several of them come once. */
  private static final String LEAVE_OUT =
      """
      UPDATE employee_paths p SET path = ARRAY(
        SELECT up.id FROM unnest(p.path) WITH ORDINALITY AS up (id, n)
        WHERE up.id <> ALL(?) ORDER BY up.n)
      FROM (SELECT DISTINCT b.employee_id FROM employee_paths gone
        JOIN employee_paths b ON b.path > gone.path AND b.path < gone.path || %s
        WHERE gone.employee_id = ANY(?)) below
      WHERE p.employee_id = below.employee_id AND p.employee_id <> ALL(?)
      """
          .formatted(LAST);

  /** By the paths as they are then. */
  private static final String REASSIGN =
      """
      UPDATE employees e
      SET manager_id = p.path[cardinality(p.path) - 1], update_time = ?, version = version + 1
      FROM employee_paths p
      WHERE p.employee_id = e.id AND e.manager_id = ANY(?) AND e.id <> ALL(?)
      RETURNING e.manager_id
      """;

  /** The row that every change of the tree updates. */
  void lock() {
    statements.update(LOCK);
  }

  /** Adds the paths of new employees, whose managers have theirs. */
  void add(Collection<UUID> employees) {
    statements.update(ADD, Values.uuids(employees));
  }

  boolean isWithin(Id<Employee> employee, Id<Employee> top) {
    return statements
        .query(WITHIN, rows -> rows.getBoolean(1), top.value(), employee.value())
        .contains(true);
  }

  /** Moves an employee, with all who work for them, below another one. */
  void move(Id<Employee> employee, @Nullable Id<Employee> manager) {
    statements.update(MOVE, ResourceId.valueOf(manager), employee.value());
  }

  /**
   * Moves all who work for these employees, and are none of them, to who is above.
   *
   * @return the new manager of each who worked for one of them directly, but for those at the top
   */
  List<Id<Employee>> reassign(Collection<Id<Employee>> from, Instant now) {
    var gone = Values.uuids(from.stream().map(Id::value).toList());
    statements.update(LEAVE_OUT, gone, gone, gone);
    return statements
        .query(
            REASSIGN, rows -> Optional.ofNullable(rows.getObject(1, UUID.class)), now, gone, gone)
        .stream()
        .flatMap(Optional::stream)
        .map(Employee::id)
        .toList();
  }
}
