package campus.shared.persistence;

import campus.shared.application.Caller;
import campus.shared.application.ResourceName;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The values that a query runs with.
 *
 * @param names the resources asked for by name
 * @param after the sort key that a page begins after, empty for the first page
 * @param limit the most rows to answer
 */
record Arguments(Caller caller, List<ResourceName> names, List<@Nullable String> after, int limit) {

  /** Nobody's id. */
  private static final UUID NOBODY = new UUID(0, 0);

  /** The id of the user who calls; nobody's if he is not signed in. */
  UUID callerId() {
    var user = caller.user();
    return user == null ? NOBODY : user.value();
  }

  /** The ids at a position of the names asked for. */
  UUID[] ids(int position) {
    return names.stream().map(name -> name.ids().get(position)).toArray(UUID[]::new);
  }
}
