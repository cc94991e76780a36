package campus.library.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** A book. */
public record BookId(UUID value) implements ResourceId {

  @Override
  public String toName() {
    return "books/" + value;
  }
}
