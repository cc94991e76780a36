package campus.shared.application.query;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A resource as it was read: what its {@link Selection} asked for, and nothing else.
 *
 * @param values one for each field of the selection, in its order, of the Java type that {@link
 *     FieldType} says; null where there is no value or the caller may not see it
 * @param related one for each branch of the selection, in its order: a ResourceRecord, null where
 *     there is none, or a List of them for a to-many relation
 */
public record ResourceRecord(
    Selection selection, List<@Nullable Object> values, List<@Nullable Object> related) {

  /** The resource's name: {@code users/0198…}. */
  public String name() {
    return String.valueOf(values.getFirst());
  }
}
