package campus.shared.domain;

import java.util.List;
import java.util.UUID;

/**
 * The name of a resource, taken apart.
 *
 * @param ids the ids in it, in the order of the type's pattern; the last one is the resource's own,
 *     or that of what it hangs on
 */
public record ResourceName(ResourceType type, List<UUID> ids) {

  public ResourceName {
    ids = List.copyOf(ids);
  }

  /** The name's last id. */
  public UUID id() {
    return ids.getLast();
  }

  /** As it stands in the API: {@code users/0198…/profile}. */
  @Override
  public String toString() {
    return type.format(ids);
  }
}
