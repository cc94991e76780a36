package campus.shared.domain.name;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The identity of a resource within its type. */
public interface ResourceId {

  UUID value();

  ResourceName name();

  /** The name as text: {@code books/{uuid}}. */
  default String toName() {
    return name().toString();
  }

  /** The UUID of an optional id; null if there is none. */
  static @Nullable UUID valueOf(@Nullable ResourceId id) {
    return id == null ? null : id.value();
  }
}
