package campus.shared.application;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * What callers may ask of a kind of resource: its fields, and its relations to other kinds.
 * Declared next to the tables, by persistence.
 */
public final class ResourceSchema {

  /**
   * A field.
   *
   * @param name as in the contract: {@code full_name}
   */
  public record Field(String name, FieldType type, Visibility visibility) {}

  /** How many resources a relation leads to. */
  public enum Kind {
    TO_ONE,
    TO_MANY
  }

  /**
   * A relation to resources, of the same kind or of another.
   *
   * @param name as in the contract: {@code identity_card}
   * @param target gives the kind that it leads to; a supplier, because relations go round in
   *     circles
   */
  public record Relation(String name, Kind kind, Supplier<ResourceSchema> target) {}

  private final ResourceType type;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Relation> relations = new LinkedHashMap<>();

  public ResourceSchema(ResourceType type, List<Field> fields, List<Relation> relations) {
    this.type = type;
    fields.forEach(field -> this.fields.put(field.name(), field));
    relations.forEach(relation -> this.relations.put(relation.name(), relation));
  }

  public ResourceType type() {
    return type;
  }

  /** All fields, {@code name} first. */
  public Collection<Field> fields() {
    return fields.values();
  }

  public Collection<Relation> relations() {
    return relations.values();
  }

  public @Nullable Field field(String name) {
    return fields.get(name);
  }

  public @Nullable Relation relation(String name) {
    return relations.get(name);
  }

  @Override
  public String toString() {
    return type.name();
  }
}
