package campus.shared.persistence.declare;

import campus.shared.application.call.Caller;
import campus.shared.domain.value.Role;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Which rows callers see.
 *
 * @param condition null for all rows
 * @param roles those who see all rows nevertheless; ADMIN always does
 */
public record RowRule(@Nullable RowSql condition, Set<Role> roles) {

  /** The condition for a caller, null for none. */
  public @Nullable RowSql conditionFor(Caller caller) {
    return caller.hasAny(roles) ? null : condition;
  }
}
