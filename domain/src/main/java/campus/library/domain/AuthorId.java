package campus.library.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** An author. */
public record AuthorId(UUID value) implements ResourceId {

  @Override
  public String toName() {
    return "authors/" + value;
  }
}
