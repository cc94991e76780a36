package campus.staff.application;

import campus.staff.application.testing.InMemoryStaff;
import campus.staff.application.testing.StaffContract;
import campus.staff.application.testing.StaffPorts;

class InMemoryStaffTest extends StaffContract {

  @Override
  protected StaffPorts emptyPorts() {
    return InMemoryStaff.create();
  }
}
