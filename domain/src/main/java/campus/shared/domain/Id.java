package campus.shared.domain;

import java.util.List;
import java.util.UUID;

/**
 * The id of a resource that is addressed by one UUID.
 *
 * @param <E> the entity, so that the id of a book cannot stand for that of its author
 * @param type says what names of such resources look like
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
