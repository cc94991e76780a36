package campus.shared.application.query;

import campus.shared.application.call.Caller;
import campus.shared.domain.Role;
import java.util.Set;

/**
 * Who sees a field; for others it is empty.
 *
 * @param everyone whoever may read the resource
 * @param owner the user whom the resource belongs to
 * @param roles those with one of these roles; ADMIN always
 */
public record Visibility(boolean everyone, boolean owner, Set<Role> roles) {

  /** Whoever may read the resource. */
  public static final Visibility EVERYONE = new Visibility(true, true, Set.of());

  /** The user whom the resource belongs to, and ADMIN. */
  public static final Visibility OWNER = new Visibility(false, true, Set.of());

  public Visibility {
    roles = Set.copyOf(roles);
  }

  /** Whether the caller sees it in every resource, not in his own alone. */
  public boolean everywhere(Caller caller) {
    return everyone || caller.hasAny(roles);
  }
}
