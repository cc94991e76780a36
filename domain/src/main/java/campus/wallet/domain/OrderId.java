package campus.wallet.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

public record OrderId(UUID value) implements ResourceId {

  /** The resource name: {@code orders/{uuid}}. */
  @Override
  public String toName() {
    return "orders/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
