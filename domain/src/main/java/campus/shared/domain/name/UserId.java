package campus.shared.domain.name;

import java.util.List;
import java.util.UUID;

/** The id of a user, the only part of a user that other contexts know. */
public record UserId(UUID value) implements ResourceId {

  public static final ResourceType TYPE = new ResourceType("User", "users/{user}");

  @Override
  public ResourceName name() {
    return new ResourceName(TYPE, List.of(value));
  }

  @Override
  public String toString() {
    return toName();
  }
}
