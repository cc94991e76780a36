package campus.shared.application.query;

import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import java.util.List;

/**
 * The requested part of a resource type: some fields, {@code name} always first, and some
 * relations, each with the requested part of its target.
 */
public record Selection(ResourceSchema resource, List<Field> fields, List<Branch> branches) {

  public record Branch(Relation relation, Selection selection) {}

  public Selection {
    fields = List.copyOf(fields);
    branches = List.copyOf(branches);
  }

  /** Whether a collection or a large field is requested, at any depth. */
  public boolean isLarge() {
    return fields.stream().anyMatch(Field::large)
        || branches.stream().anyMatch(b -> b.relation().isToMany() || b.selection().isLarge());
  }
}
