package campus.shared.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tells a resource from all others of its kind. */
public interface ResourceId {

  /** Unique among the resources of this kind. */
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
