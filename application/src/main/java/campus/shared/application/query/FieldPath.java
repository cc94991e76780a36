package campus.shared.application.query;

import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import java.util.List;

/**
 * The way from a resource to a field, of its own or of what it relates to.
 *
 * @param relations those that lead there; none for a field of its own
 */
public record FieldPath(List<Relation> relations, Field field) {

  /** Most relations in a path. */
  public static final int MAX_DEPTH = 3;

  public FieldPath {
    relations = List.copyOf(relations);
  }

  /** Whether the way branches: a relation in it leads to many. */
  public boolean isToMany() {
    return relations.stream().anyMatch(Relation::isToMany);
  }
}
