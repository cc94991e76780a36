package campus.courses.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** A student. */
public record StudentId(UUID value) implements ResourceId {

  @Override
  public String toName() {
    return "students/" + value;
  }
}
