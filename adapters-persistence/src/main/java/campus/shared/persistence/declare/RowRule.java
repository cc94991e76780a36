package campus.shared.persistence.declare;

import campus.shared.application.call.Caller;
import campus.shared.domain.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows callers see.
 *
 * @param condition in SQL, with <code>{row}</code> for the row and <code>{caller}</code> for the id
 *     of the caller; null for all rows
 * @param roles those who see all rows nevertheless; ADMIN always does
 */
public record RowRule(@Nullable String condition, Set<Role> roles) {

  /** The condition that holds the caller, null for none. */
  public @Nullable String conditionFor(Caller caller) {
    return caller.hasAny(roles) ? null : condition;
  }
}
