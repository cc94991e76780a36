package campus.shared.application.query;

import campus.shared.application.call.Caller;
import campus.shared.domain.value.Role;
import java.util.Set;

/**
 * Who sees a field; it is empty for others.
 *
 * @param everyone all who may read the resource
 * @param owner the user who owns the resource
 * @param roles holders of one of these roles; ADMIN always
 */
public record Visibility(boolean everyone, boolean owner, Set<Role> roles) {

  /** All who may read the resource. */
  public static final Visibility EVERYONE = new Visibility(true, true, Set.of());

  /** The owner of the resource, and ADMIN. */
  public static final Visibility OWNER = new Visibility(false, true, Set.of());

  public Visibility {
    roles = Set.copyOf(roles);
  }

  /** Whether the caller sees it in every resource, not only in their own. */
  public boolean everywhere(Caller caller) {
    return everyone || caller.hasAny(roles);
  }
}
