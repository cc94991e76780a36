package campus.shared.domain;

import java.util.UUID;

/** A user, wherever one is meant: every context hangs something on him. */
public record UserId(UUID value) {

  /** The resource name: {@code users/{uuid}}. */
  public String toName() {
    return "users/" + value;
  }

  @Override
  public String toString() {
    return toName();
  }
}
