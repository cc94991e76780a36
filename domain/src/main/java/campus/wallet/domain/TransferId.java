package campus.wallet.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

public record TransferId(UUID value) implements ResourceId {

  /** The resource name: {@code transfers/{uuid}}. */
  @Override
  public String toName() {
    return "transfers/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
