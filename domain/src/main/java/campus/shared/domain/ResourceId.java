package campus.shared.domain;

import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What tells a resource from all others of its kind. */
public interface ResourceId {

  UUID value();

  /** The resource name: {@code books/{uuid}}. */
  String toName();

  /** The value of an id that may be none: null for none. */
  static @Nullable UUID valueOf(@Nullable ResourceId id) {
    return id == null ? null : id.value();
  }
}
