package campus.staff.persistence;

import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceId;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import campus.staff.domain.Employee;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
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

  private static final String REASSIGN =
      "UPDATE employees SET manager_id = ?, update_time = ?, version = version + 1"
          + " WHERE manager_id = ?";

  private static final String LEAVE_OUT =
      "UPDATE employee_paths p SET path ="
          + " p.path[:cardinality(gone.path) - 1] || p.path[cardinality(gone.path) + 1:]"
          + " FROM employee_paths gone"
          + " WHERE gone.employee_id = ? AND p.path > gone.path AND p.path < gone.path || "
          + LAST;

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

  /** Moves the subordinates of an employee to the employee's manager. */
  void reassign(Id<Employee> from, @Nullable Id<Employee> to, Instant now) {
    statements.update(REASSIGN, ResourceId.valueOf(to), now, from.value());
    statements.update(LEAVE_OUT, from.value());
  }
}
