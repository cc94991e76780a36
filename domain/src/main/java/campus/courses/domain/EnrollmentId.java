package campus.courses.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** An enrollment. */
public record EnrollmentId(UUID value) implements ResourceId {

  @Override
  public String toName() {
    return "enrollments/" + value;
  }
}
