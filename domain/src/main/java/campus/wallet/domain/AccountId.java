package campus.wallet.domain;

import campus.shared.domain.ResourceId;
import java.util.UUID;

public record AccountId(UUID value) implements ResourceId {

  /** The resource name: {@code accounts/{uuid}}. */
  @Override
  public String toName() {
    return "accounts/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
