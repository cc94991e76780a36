package campus.staff.application.testing;

import campus.shared.domain.name.Id;
import campus.staff.domain.Employee;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Employees to test with; their ids are in the order in which they are made. */
public final class TestEmployees {

  public static final Instant NOW = Instant.parse("2026-05-01T10:00:00.123456Z");

  private static final AtomicLong NEXT = new AtomicLong(0x0198_0000_0000_7000L);

  private TestEmployees() {}

  public static Employee anEmployee(String displayName, @Nullable Id<Employee> manager) {
    var id = Employee.id(new UUID(NEXT.getAndAdd(0x1_0000L), 0x8000_0000_0000_0000L));
    return Employee.create(id, displayName, "Engineer", manager, NOW);
  }
}
