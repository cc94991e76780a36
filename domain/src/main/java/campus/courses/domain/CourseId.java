package campus.courses.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** A course. */
public record CourseId(UUID value) implements ResourceId {

  @Override
  public String toName() {
    return "courses/" + value;
  }
}
