package campus.shared.persistence.jdbc;

import campus.shared.application.call.Caller;
import java.util.List;
import java.util.UUID;

/**
 * The values that a query runs with.
 *
 * @param ids the ids in the name of what it looks up, or the ids of the owners of a collection
 * @param values those that the call gives to a subset, see {@link Sql#argument}
 * @param askers the calls that one statement answers together; empty for a single call
 */
public record Arguments(
    Caller caller, List<UUID> ids, List<Object> values, List<Arguments> askers) {

  private static final UUID NOBODY = new UUID(0, 0);

  public Arguments(Caller caller, List<UUID> ids) {
    this(caller, ids, List.of());
  }

  public Arguments(Caller caller, List<UUID> ids, List<Object> values) {
    this(caller, ids, values, List.of());
  }

  /** The id of the user who calls; nobody's for an anonymous caller. */
  public UUID callerId() {
    var user = caller.user();
    return user == null ? NOBODY : user.value();
  }
}
