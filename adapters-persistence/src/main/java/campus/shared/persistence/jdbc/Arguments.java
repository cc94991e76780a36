package campus.shared.persistence.jdbc;

import campus.shared.application.call.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values that a query runs with.
 *
 * @param ids the ids in the name of what it looks up, or of the parent of a list; or the ids of the
 *     owners of a collection
 * @param list the values of a list; none for other queries
 * @param calls the calls that one statement answers together; empty for a single call
 */
public record Arguments(Caller caller, List<UUID> ids, ListValues list, List<Arguments> calls) {

  /**
   * The values of a list.
   *
   * @param subset the arguments of its subset
   * @param filter the values that its filter compares with
   * @param after the key of the row that the page follows; empty for the first page
   * @param skip how many rows to skip
   */
  public record ListValues(
      List<Object> subset, List<Object> filter, List<@Nullable Object> after, int skip) {

    public static final ListValues NONE = new ListValues(List.of(), List.of(), List.of(), 0);
  }

  private static final UUID NOBODY = new UUID(0, 0);

  public Arguments(Caller caller, List<UUID> ids) {
    this(caller, ids, ListValues.NONE);
  }

  public Arguments(Caller caller, List<UUID> ids, ListValues list) {
    this(caller, ids, list, List.of());
  }

  /** The id of the user who calls; nobody's for an anonymous caller. */
  public UUID callerId() {
    var user = caller.user();
    return user == null ? NOBODY : user.value();
  }

  /** The id of the session of the call; that of no session for a call without one. */
  public UUID sessionId() {
    var session = caller.session();
    return session == null ? NOBODY : session;
  }
}
