package campus.publishing.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

/** A post. */
public record PostId(UUID value) implements ResourceId {

  /** The resource name: {@code posts/{uuid}}. */
  @Override
  public String toName() {
    return "posts/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
