package campus.staff.persistence;

import campus.shared.persistence.testing.Engine;
import campus.staff.application.testing.StaffContract;
import campus.staff.application.testing.StaffPorts;
import org.junit.jupiter.api.Nested;

class JdbcStaffIT {

  @Nested
  class OnPostgres18 extends StaffContract {
    @Override
    protected StaffPorts emptyPorts() {
      return JdbcStaffPorts.empty(Engine.POSTGRES_18);
    }
  }

  @Nested
  class OnPostgres15 extends StaffContract {
    @Override
    protected StaffPorts emptyPorts() {
      return JdbcStaffPorts.empty(Engine.POSTGRES_15);
    }
  }
}
