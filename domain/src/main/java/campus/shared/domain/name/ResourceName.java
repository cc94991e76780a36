package campus.shared.domain.name;

import java.util.List;
import java.util.UUID;

/**
 * A parsed resource name.
 *
 * @param ids its ids, in the order of the type's pattern; a singleton's last id is its parent's
 */
public record ResourceName(ResourceType type, List<UUID> ids) {

  public ResourceName {
    ids = List.copyOf(ids);
  }

  /** The name's last id. */
  public UUID id() {
    return ids.getLast();
  }

  /** As in the API: {@code users/0198…/profile}. */
  @Override
  public String toString() {
    return type.formatted(ids);
  }
}
