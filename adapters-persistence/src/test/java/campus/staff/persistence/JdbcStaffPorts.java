package campus.staff.persistence;

import campus.shared.application.write.Transactions;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import campus.staff.application.Employees;
import campus.staff.application.Organization;
import campus.staff.application.testing.StaffPorts;

/** The ports of the staff on real PostgreSQL. */
final class JdbcStaffPorts {

  private JdbcStaffPorts() {}

  /** With nothing in them; aborts the test where the engine is not available. */
  static StaffPorts empty(Engine engine) {
    var persistence = TestPersistence.shared(engine);
    persistence.truncate("employees", "employee_tree");
    return new StaffPorts(
        persistence.get(Transactions.class),
        persistence.get(Employees.class),
        persistence.get(Organization.class));
  }
}
