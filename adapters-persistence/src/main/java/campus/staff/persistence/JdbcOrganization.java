package campus.staff.persistence;

import campus.shared.application.call.Call;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.persistence.jdbc.Statements;
import campus.shared.persistence.jdbc.Statements.Values;
import campus.shared.persistence.read.PageTokens;
import campus.staff.application.Organization;
import campus.staff.domain.Employee;
import campus.staff.domain.StaffErrors;
import jakarta.inject.Singleton;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Written by hand, since the engine orders by columns, not by a tree: see {@link EmployeePaths}.
 */
@Singleton
record JdbcOrganization(Statements statements, PageTokens tokens) implements Organization {

  /** The employee comes first, so that no row means no such employee. */
  static final String CHAIN =
      "SELECT e.*, cardinality(p.path) - up.ordinality AS depth"
          + " FROM employee_paths p CROSS JOIN LATERAL"
          + " unnest(p.path) WITH ORDINALITY AS up (id, ordinality)"
          + " JOIN employees e ON e.id = up.id WHERE p.employee_id = ? ORDER BY depth";

  /**
   * To a depth: each level is an index range, of which no more than a page is read. A parent
   * without subordinates gives a row without an employee; no row means no such parent.
   */
  static final String LEVELS =
      "SELECT e.*, cardinality(s.path) - cardinality(m.path) AS depth,"
          + " s.path[cardinality(m.path) + 1:] AS below"
          + " FROM employee_paths m LEFT JOIN LATERAL (SELECT l.employee_id, l.path"
          + " FROM generate_series(1, ?) level CROSS JOIN LATERAL (SELECT p.employee_id, p.path"
          // A row comparison, so that the planner chooses this index.
          + " FROM employee_paths p WHERE (cardinality(p.path), p.path)"
          + " > (cardinality(m.path) + level, m.path || CAST(? AS uuid[]))"
          + " AND (cardinality(p.path), p.path) < (cardinality(m.path) + level, m.path || "
          + EmployeePaths.LAST
          + ") ORDER BY cardinality(p.path), p.path LIMIT ?) l ORDER BY l.path LIMIT ? OFFSET ?) s"
          + " ON TRUE LEFT JOIN employees e ON e.id = s.employee_id WHERE m.employee_id = ? ORDER"
          + " BY s.path";

  /** To the bottom: one index range. */
  static final String SUBTREE =
      "SELECT e.*, cardinality(s.path) - cardinality(m.path) AS depth,"
          + " s.path[cardinality(m.path) + 1:] AS below"
          + " FROM employee_paths m LEFT JOIN LATERAL (SELECT p.employee_id, p.path"
          + " FROM employee_paths p WHERE p.path > m.path || CAST(? AS uuid[])"
          + " AND p.path < m.path || "
          + EmployeePaths.LAST
          + " ORDER BY p.path LIMIT ? OFFSET ?) s ON TRUE"
          + " LEFT JOIN employees e ON e.id = s.employee_id WHERE m.employee_id = ? ORDER BY"
          + " s.path";

  static final String COUNT =
      "SELECT count(*) FROM employee_paths m JOIN employee_paths p"
          + " ON p.path > m.path AND p.path < m.path || "
          + EmployeePaths.LAST
          + " AND cardinality(p.path) <= cardinality(m.path) + ? WHERE m.employee_id = ?";

  static final String CHART =
      "SELECT e.*, cardinality(p.path) - 1 AS depth FROM (SELECT employee_id, path"
          + " FROM employee_paths WHERE cardinality(path) <= ? ORDER BY path LIMIT ?) p"
          + " JOIN employees e ON e.id = p.employee_id ORDER BY p.path";

  static final String CHART_OF =
      "SELECT e.*, cardinality(s.path) - cardinality(m.path) AS depth"
          + " FROM employee_paths m CROSS JOIN LATERAL (SELECT p.employee_id, p.path"
          + " FROM employee_paths p WHERE p.path >= m.path AND p.path < m.path || "
          + EmployeePaths.LAST
          + " AND cardinality(p.path) <= cardinality(m.path) + ? ORDER BY p.path LIMIT ?) s"
          + " JOIN employees e ON e.id = s.employee_id WHERE m.employee_id = ? ORDER BY s.path";

  @Override
  public List<Employee> chainOf(Id<Employee> employee) {
    var chain = run(CHAIN, employee.value());
    if (chain.isEmpty()) {
      throw new NotFound(employee.toName());
    }
    return chain.stream().skip(1).map(Row::required).map(Placed::employee).toList();
  }

  @Override
  public SubordinatePage subordinates(
      Id<Employee> parent, int maxDepth, int pageSize, String pageToken, int skip) {
    var arguments = "subordinates\n" + parent.toName() + "\n" + maxDepth;
    var after = after(arguments, pageToken);
    // One more than the page, to know whether there is a next one.
    int limit = pageSize + 1;
    var found =
        maxDepth == 0
            ? run(SUBTREE, after, limit, skip, parent.value())
            : run(LEVELS, depth(maxDepth), after, (long) limit + skip, limit, skip, parent.value());
    if (found.isEmpty()) {
      throw new NotFound(parent.toName());
    }
    var placed = found.stream().filter(row -> row.placed() != null).toList();
    boolean more = placed.size() > pageSize;
    var page = more ? placed.subList(0, pageSize) : placed;
    var token = more ? tokens.encode(arguments, page.getLast().below()) : "";
    return new SubordinatePage(page.stream().map(Row::required).toList(), token);
  }

  @Override
  public long countSubordinates(Id<Employee> parent, int maxDepth) {
    return statements
        .query(COUNT, rows -> rows.getLong(1), depth(maxDepth), parent.value())
        .getFirst();
  }

  /** The path, below the parent, of the last employee before the page. */
  private Values after(String arguments, String token) {
    var path = token.isEmpty() ? List.of() : tokens.decode(arguments, token);
    return Values.uuids(path.stream().map(id -> UUID.fromString(String.valueOf(id))).toList());
  }

  @Override
  public List<Placed> chart(@Nullable Id<Employee> root, int maxDepth) {
    var found =
        root == null
            ? run(CHART, depth(maxDepth) + 1, MAX_CHART + 1)
            : run(CHART_OF, depth(maxDepth), MAX_CHART + 1, root.value());
    if (root != null && found.isEmpty()) {
      throw new NotFound(root.toName());
    }
    if (found.size() > MAX_CHART) {
      throw StaffErrors.chartTooLarge(MAX_CHART);
    }
    return found.stream().map(Row::required).toList();
  }

  private static int depth(int maxDepth) {
    return maxDepth == 0 ? Employee.MAX_DEPTH : Math.min(maxDepth, Employee.MAX_DEPTH);
  }

  /**
   * @param placed null if the row has no employee
   * @param below the path below the parent, if it was selected
   */
  private record Row(@Nullable Placed placed, List<@Nullable String> below) {

    Placed required() {
      return Objects.requireNonNull(placed);
    }
  }

  private List<Row> run(String sql, Object... values) {
    var call = Call.current();
    boolean paged = sql.contains(" AS below");
    return statements.query(
        sql,
        rows -> {
          call.countRow();
          return row(rows, paged);
        },
        values);
  }

  private Row row(ResultSet rows, boolean paged) throws SQLException {
    if (rows.getObject("id") == null) {
      return new Row(null, List.of());
    }
    var below = new ArrayList<@Nullable String>();
    if (paged) {
      for (var id : (UUID[]) rows.getArray("below").getArray()) {
        below.add(id.toString());
      }
    }
    return new Row(
        new Placed(statements.read(rows, EmployeeRow.class).toDomain(), rows.getInt("depth")),
        below);
  }
}
