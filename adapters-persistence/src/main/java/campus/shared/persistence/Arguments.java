package campus.shared.persistence;

import campus.shared.application.Caller;
import java.util.List;
import java.util.UUID;

/**
 * The values that a query runs with.
 *
 * @param ids what it is to look up: the ids in one name, or one id of each of many owners
 * @param askers those that it is to answer in one go, see {@link SharedFetch}; none where the
 *     values are those of a single one
 */
record Arguments(Caller caller, List<UUID> ids, List<Arguments> askers) {

  /** Nobody's id. */
  private static final UUID NOBODY = new UUID(0, 0);

  Arguments(Caller caller, List<UUID> ids) {
    this(caller, ids, List.of());
  }

  /** The id of the user who calls; nobody's if he is not signed in. */
  UUID callerId() {
    var user = caller.user();
    return user == null ? NOBODY : user.value();
  }
}
