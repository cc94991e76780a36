package campus.shared.domain.name;

import java.util.List;
import java.util.UUID;

/**
 * The id of a resource whose name holds one UUID.
 *
 * @param <E> the entity, so that ids of different types cannot be mixed up
 * @param type the pattern of the resource's names
 */
@SuppressWarnings("UnusedTypeParameter") // only the compiler needs it
public record Id<E>(ResourceType type, UUID value) implements ResourceId {

  @Override
  public ResourceName name() {
    return new ResourceName(type, List.of(value));
  }

  /** As {@link #toName}, for messages. */
  @Override
  public String toString() {
    return toName();
  }
}
