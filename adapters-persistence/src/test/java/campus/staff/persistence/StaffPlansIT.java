package campus.staff.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.application.query.ResourceQueries.Explanation;
import campus.shared.domain.name.Id;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Plans;
import campus.shared.persistence.testing.TestPersistence;
import campus.staff.application.Organization;
import campus.staff.domain.Employee;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * What reads along the tree touch of 100,000 employees, twelve levels deep: rows in proportion to
 * what is answered.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StaffPlansIT {

  private static final int EMPLOYEES = 100_000;
  private static final int LEVELS = 12;
  private static final int PAGE = 50;

  private final Plans plans = new Plans("staff");
  private final TestPersistence persistence = TestPersistence.create(Engine.POSTGRES_18);
  private final Organization organization = persistence.get(Organization.class);

  /**
   * A chain of ten from the top; below its end everybody has up to 320 subordinates, to the twelfth
   * level.
   */
  @BeforeAll
  void fill() throws SQLException {
    try (var connection = persistence.database().dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(
          """
          INSERT INTO employees
          SELECT %2$s, 'Employee ' || i, 'Engineer', CASE WHEN i = 1 THEN NULL ELSE %3$s END, 0,
            timestamptz '2026-01-01' + i * interval '1 second',
            timestamptz '2026-01-01' + i * interval '1 second', 1
          FROM generate_series(1, %1$d) i,
            LATERAL (SELECT CASE WHEN i <= 10 THEN i - 1 ELSE 10 + (i - 11) / 320 END) m (manager);
          UPDATE employees m SET subordinate_count = c.count
          FROM (SELECT manager_id, count(*) FROM employees GROUP BY manager_id) c
          WHERE c.manager_id = m.id;
          INSERT INTO employee_paths
          WITH RECURSIVE tree AS (
            SELECT id, ARRAY[id] AS path FROM employees WHERE manager_id IS NULL
            UNION ALL
            SELECT e.id, t.path || e.id FROM tree t JOIN employees e ON e.manager_id = t.id)
          SELECT id, path FROM tree;
          ANALYZE employees, employee_paths
          """
              .formatted(EMPLOYEES, id("i"), id("manager")));
    }
  }

  private static String id(String number) {
    return "('01980000-0000-7000-8000-' || lpad(to_hex(" + number + "), 12, '0'))::uuid";
  }

  private static Id<Employee> employee(int number) {
    return Employee.id(UUID.fromString("01980000-0000-7000-8000-%012x".formatted(number)));
  }

  @AfterAll
  void drop() throws IOException {
    plans.write();
    persistence.close();
  }

  @Test
  void isTwelveLevelsDeep() throws SQLException {
    try (var connection = persistence.database().dataSource().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery("SELECT count(*), max(cardinality(path)) FROM employee_paths")) {
      rows.next();
      assertThat(rows.getInt(1)).isEqualTo(EMPLOYEES);
      assertThat(rows.getInt(2)).isEqualTo(LEVELS);
    }
  }

  @Test
  void theChainReadsTheChain() throws SQLException {
    assertThat(organization.chainOf(employee(EMPLOYEES))).hasSize(LEVELS - 1);

    var explained = explain(JdbcOrganization.CHAIN, employee(EMPLOYEES).value());

    plans.keep("The chain of command", explained);
    Plans.assertReadsAtMost(LEVELS, explained);
  }

  @Test
  void directReportsReadThePage() throws SQLException {
    var page = organization.subordinates(employee(10), 1, PAGE, "", 0);
    assertThat(page.employees()).hasSize(PAGE);

    var explained =
        explain(
            JdbcOrganization.LEVELS,
            1,
            new UUID[] {page.employees().getLast().employee().id().value()},
            PAGE + 1,
            PAGE + 1,
            0,
            employee(10).value());

    plans.keep("The second page of direct reports", explained);
    Plans.assertReadsAtMost(PAGE + 1, explained);
  }

  @Test
  void aPageOfTheWholeTreeReadsThePageWhereverItIs() throws SQLException {
    var middle = new ArrayList<UUID>();
    organization
        .chainOf(employee(50_000))
        .reversed()
        .forEach(manager -> middle.add(manager.id().value()));
    middle.removeFirst();
    middle.add(employee(50_000).value());

    var explained =
        explain(
            JdbcOrganization.SUBTREE,
            middle.toArray(UUID[]::new),
            PAGE + 1,
            0,
            employee(1).value());

    plans.keep("A page in the middle of a subtree of 100,000", explained);
    Plans.assertReadsAtMost(PAGE + 1, explained);
  }

  @Test
  void aPageToADepthPassesOverNothingDeeper() throws SQLException {
    int depth = LEVELS - 2;
    assertThat(organization.subordinates(employee(1), depth, PAGE, "", 0).employees())
        .hasSize(PAGE)
        .allMatch(placed -> placed.depth() <= depth);

    var explained =
        explain(
            JdbcOrganization.LEVELS,
            depth,
            new UUID[0],
            PAGE + 1,
            PAGE + 1,
            0,
            employee(1).value());

    plans.keep("A page of a subtree of 100,000, without its deepest level", explained);
    Plans.assertReadsAtMost(2 * (PAGE + 1), explained);
  }

  @Test
  void aChartReadsWhatItShows() throws SQLException {
    assertThat(organization.chart(employee(11), 0)).hasSize(321);

    var explained =
        explain(JdbcOrganization.CHART_OF, 100, Organization.MAX_CHART + 1, employee(11).value());

    plans.keep("The chart of 321 employees", explained);
    Plans.assertReadsAtMost(321, explained);
  }

  private Explanation explain(String sql, Object... parameters) throws SQLException {
    try (var connection = persistence.database().dataSource().getConnection();
        var statement = connection.prepareStatement(Plans.EXPLAIN + " " + sql)) {
      for (int i = 0; i < parameters.length; i++) {
        var parameter = parameters[i];
        statement.setObject(
            i + 1,
            parameter instanceof UUID[] ids ? connection.createArrayOf("uuid", ids) : parameter);
      }
      var plan = new ArrayList<String>();
      try (var rows = statement.executeQuery()) {
        while (rows.next()) {
          plan.add(rows.getString(1));
        }
      }
      return new Explanation(sql, String.join("\n", plan));
    }
  }
}
