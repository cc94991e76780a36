package campus.shared.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource as read: exactly what its {@link Selection} holds.
 *
 * @param values one for each field of the selection, in its order, see {@link FieldType}; null
 *     where empty or hidden from the caller
 * @param related one for each branch of the selection, in its order: a nullable ResourceRecord, or
 *     a {@link Page} for a to-many relation
 */
public record ResourceRecord(
    Selection selection, List<@Nullable Object> values, List<@Nullable Object> related) {

  /** The resource's name: {@code users/0198…}. */
  public String name() {
    return String.valueOf(values.getFirst());
  }
}
