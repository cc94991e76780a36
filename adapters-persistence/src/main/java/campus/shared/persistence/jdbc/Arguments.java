package campus.shared.persistence.jdbc;

import campus.shared.application.call.Caller;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values that a query runs with.
 *
 * @param ids the ids in the name of what it looks up, with texts where keys stand for ids; or the
 *     id of the parent of a list; or the ids of the owners of a collection
 * @param list the values of a list and of the collections in it
 * @param calls the calls that one statement answers together; empty for a single call
 */
public record Arguments(
    Caller caller, List<? extends Object> ids, ListValues list, List<Arguments> calls) {

  /**
   * The values of a list, then those of the collections in it.
   *
   * @param subset the arguments of its subset
   * @param filter the values that filters compare with
   * @param after the keys of the rows that pages follow; empty for first pages
   * @param skip how many rows to skip
   */
  public record ListValues(
      List<Object> subset, List<Object> filter, List<@Nullable Object> after, int skip) {

    public static final ListValues NONE = new ListValues(List.of(), List.of(), List.of(), 0);
  }

  /** The id of no resource. */
  public static final UUID NOBODY = new UUID(0, 0);

  public Arguments(Caller caller, List<? extends Object> ids) {
    this(caller, ids, ListValues.NONE);
  }

  public Arguments(Caller caller, List<? extends Object> ids, ListValues list) {
    this(caller, ids, list, List.of());
  }

  /** The same values, for the owners of a collection. */
  public Arguments ofOwners(List<UUID> owners) {
    return new Arguments(caller, owners, list);
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
