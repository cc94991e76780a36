package campus.shared.application.query;

import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.error.InvalidRequest;
import java.util.ArrayList;
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

  /** Makes the error of a segment of a path, counted from 0. */
  @FunctionalInterface
  public interface Refusal {
    InvalidRequest of(int segment, String description);
  }

  /**
   * Follows a path. One that ends at a relation means its target's name.
   *
   * @throws InvalidRequest by the refusal, if it leads to no field
   */
  public static FieldPath parse(ResourceSchema resource, List<String> segments, Refusal refusal) {
    var relations = new ArrayList<Relation>();
    var at = resource;
    for (int i = 0; i < segments.size(); i++) {
      var segment = segments.get(i);
      var relation = at.relation(segment);
      var field = at.field(segment);
      if (relation != null) {
        relations.add(relation);
        if (relations.size() > MAX_DEPTH) {
          throw refusal.of(i, "leads through more than " + MAX_DEPTH + " relations");
        }
        at = relation.target().get();
      } else if (field == null) {
        throw refusal.of(i, at.unknown(segment));
      } else if (i < segments.size() - 1) {
        throw refusal.of(i, segment + " is a plain field, nothing can follow it");
      } else {
        return new FieldPath(relations, field);
      }
    }
    return new FieldPath(relations, at.name());
  }

  /** Whether the path leads through a to-many relation. */
  public boolean isToMany() {
    return relations.stream().anyMatch(Relation::isToMany);
  }
}
