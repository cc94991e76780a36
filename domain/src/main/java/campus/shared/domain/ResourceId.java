package campus.shared.domain;

import java.util.UUID;

/** What tells a resource from all others of its kind. */
public interface ResourceId {

  UUID value();

  /** The resource name: {@code books/{uuid}}. */
  String toName();
}
