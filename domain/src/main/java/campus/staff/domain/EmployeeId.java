package campus.staff.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** An employee. */
public record EmployeeId(UUID value) implements ResourceId {

  @Override
  public String toName() {
    return "employees/" + value;
  }
}
