package campus.shared.application.query;

import campus.shared.domain.ResourceType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
   * @param nullable whether it may be without a value
   * @param sortable whether lists can be ordered by it
   * @param large whether its values can be so large that they come only where they are asked for,
   *     or with a single resource
   * @param values the names that an enum has; empty for other types
   */
  public record Field(
      String name,
      FieldType type,
      Visibility visibility,
      boolean nullable,
      boolean sortable,
      boolean large,
      Set<String> values) {

    public Field {
      values = Set.copyOf(values);
    }

    /** A field that everybody sees, that always has a value, and that lists are not ordered by. */
    public static Field of(String name, FieldType type) {
      return new Field(name, type, Visibility.EVERYONE, false, false, false, Set.of());
    }

    /** Whether lists can be filtered by it. */
    public boolean filterable() {
      return type != FieldType.ETAG;
    }
  }

  /** How many resources a relation leads to. */
  public enum Kind {
    /** Always exactly one. */
    ONE,
    /** One at most. */
    ONE_OR_NONE,
    /** Any number; a page of them comes with the resource. */
    MANY
  }

  /**
   * A relation to resources, of the same kind or of another.
   *
   * @param name as in the contract: {@code identity_card}
   * @param target gives the kind that it leads to; a supplier, because relations go round in
   *     circles
   */
  public record Relation(String name, Kind kind, Supplier<ResourceSchema> target) {

    public boolean isToMany() {
      return kind == Kind.MANY;
    }
  }

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

  /** The field that every resource has. */
  public Field name() {
    return fields.values().iterator().next();
  }

  public @Nullable Field field(String name) {
    return fields.get(name);
  }

  public @Nullable Relation relation(String name) {
    return relations.get(name);
  }

  /** Says that something is not a field or relation of this kind, and what is. */
  public String unknown(String segment) {
    var known =
        Stream.concat(fields.keySet().stream(), relations.keySet().stream())
            .collect(Collectors.joining(", "));
    return "\"" + segment + "\" is not a field of " + this + ", which has " + known;
  }

  @Override
  public String toString() {
    return type.name();
  }
}
