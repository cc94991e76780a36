package campus.publishing.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** A category. */
public record CategoryId(UUID value) implements ResourceId {

  /** The resource name: {@code categories/{uuid}}. */
  @Override
  public String toName() {
    return "categories/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
