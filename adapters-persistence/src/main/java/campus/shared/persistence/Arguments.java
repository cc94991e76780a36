package campus.shared.persistence;

import campus.shared.application.Caller;
import java.util.List;
import java.util.UUID;

/**
 * The values that a query runs with.
 *
 * @param ids what it is to look up; the ids in one name, or one id of each of many resources
 */
record Arguments(Caller caller, List<UUID> ids) {

  /** Nobody's id. */
  private static final UUID NOBODY = new UUID(0, 0);

  /** The id of the user who calls; nobody's if he is not signed in. */
  UUID callerId() {
    var user = caller.user();
    return user == null ? NOBODY : user.value();
  }

  UUID[] idArray() {
    return ids.toArray(UUID[]::new);
  }
}
