package campus.shared.application.query;

import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import java.util.List;

/**
 * The path from a resource to a field, its own or a related one's.
 *
 * @param relations the relations on the path; empty for an own field
 * @param ignoresCase whether case does not matter when its text is compared
 */
public record FieldPath(List<Relation> relations, Field field, boolean ignoresCase) {

  /** The most relations in a path. */
  public static final int MAX_DEPTH = 3;

  public FieldPath {
    relations = List.copyOf(relations);
  }

  public FieldPath(List<Relation> relations, Field field) {
    this(relations, field, false);
  }

  /** Whether the path leads through a to-many relation. */
  public boolean isToMany() {
    return relations.stream().anyMatch(Relation::isToMany);
  }
}
