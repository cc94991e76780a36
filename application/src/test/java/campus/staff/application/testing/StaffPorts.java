package campus.staff.application.testing;

import campus.shared.application.write.Imports;
import campus.shared.application.write.Transactions;
import campus.staff.application.Employees;
import campus.staff.application.Organization;
import campus.staff.application.StaffUseCases;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** The ports of the staff, all over the same store. */
public record StaffPorts(
    Transactions transactions, Employees employees, Organization organization) {

  public StaffUseCases useCases() {
    var clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    var imports = new Imports(transactions, (_, _) -> {});
    return StaffUseCases.create(transactions, employees, UUID::randomUUID, imports, clock);
  }
}
