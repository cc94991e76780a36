package campus.staff.application;

import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Transactions;
import java.time.Clock;

/** The use cases of this context. */
public record StaffUseCases(EmployeeUseCases employees) {

  public static StaffUseCases create(
      Transactions transactions,
      Employees employees,
      IdGenerator ids,
      Imports imports,
      Clock clock) {
    return new StaffUseCases(new EmployeeService(transactions, employees, ids, imports, clock));
  }
}
