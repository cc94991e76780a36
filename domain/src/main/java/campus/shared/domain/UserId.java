package campus.shared.domain;

import java.util.UUID;

/** A user, wherever one is meant: every context hangs something on him. */
public record UserId(UUID value) implements ResourceId {

  @Override
  public String toName() {
    return "users/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
