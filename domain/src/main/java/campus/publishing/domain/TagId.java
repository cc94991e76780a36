package campus.publishing.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** A tag. */
public record TagId(UUID value) implements ResourceId {

  /** The resource name: {@code tags/{uuid}}. */
  @Override
  public String toName() {
    return "tags/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
