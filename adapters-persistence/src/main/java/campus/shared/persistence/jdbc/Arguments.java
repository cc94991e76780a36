package campus.shared.persistence.jdbc;

import campus.shared.application.call.Caller;
import java.util.List;
import java.util.UUID;

/**
 * The values that a query runs with.
 *
 * @param ids what it is to look up: the ids in one name, or one id of each of many owners
 * @param askers those that it is to answer in one go; none where the values are those of a single
 *     one
 */
public record Arguments(Caller caller, List<UUID> ids, List<Arguments> askers) {

  /** Nobody's id. */
  private static final UUID NOBODY = new UUID(0, 0);

  public Arguments(Caller caller, List<UUID> ids) {
    this(caller, ids, List.of());
  }

  /** The id of the user who calls; nobody's if he is not signed in. */
  public UUID callerId() {
    var user = caller.user();
    return user == null ? NOBODY : user.value();
  }
}
