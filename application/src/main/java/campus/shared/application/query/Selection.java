package campus.shared.application.query;

import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import java.util.List;

/**
 * The part of a kind of resource that a call asks for: some of its fields, {@code name} always and
 * first, and some of its relations, each with the part of its target that is asked for.
 */
public record Selection(ResourceSchema resource, List<Field> fields, List<Branch> branches) {

  /** A relation that is asked for, and what of it. */
  public record Branch(Relation relation, Selection selection) {}

  public Selection {
    fields = List.copyOf(fields);
    branches = List.copyOf(branches);
  }

  /** Whether a collection or a large field is asked for, at any depth. */
  public boolean isLarge() {
    return fields.stream().anyMatch(Field::large)
        || branches.stream().anyMatch(b -> b.relation().isToMany() || b.selection().isLarge());
  }
}
