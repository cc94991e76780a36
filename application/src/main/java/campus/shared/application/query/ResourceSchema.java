package campus.shared.application.query;

import campus.shared.domain.name.ResourceType;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The fields and relations of a resource type. Persistence declares them next to the tables. */
public final class ResourceSchema {

  /**
   * A field.
   *
   * @param name as in the contract: {@code full_name}
   * @param nullable whether it may be empty
   * @param sortable whether lists of any size can be ordered by it, since an index has that order
   * @param large whether it comes only on request or with a single resource
   * @param values the names of an enum's values; empty for other types
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

    /** A field that is public, never empty and not sortable. */
    public static Field of(String name, FieldType type) {
      return new Field(name, type, Visibility.EVERYONE, false, false, false, Set.of());
    }

    public boolean filterable() {
      return type != FieldType.ETAG;
    }

    /** Whether lists of few resources can be ordered by it. */
    public boolean sortableAmongFew() {
      return sortable || (type.isOrdered() && !large);
    }
  }

  /** The cardinality of a relation. */
  public enum Kind {
    /** Always exactly one. */
    ONE,
    /** One at most. */
    ONE_OR_NONE,
    /** Any number; the first page comes with the resource. */
    MANY
  }

  /**
   * A relation to resources of the same type or another.
   *
   * @param name as in the contract: {@code identity_card}
   * @param target a supplier, because relations form cycles
   */
  public record Relation(String name, Kind kind, Supplier<ResourceSchema> target) {

    public boolean isToMany() {
      return kind == Kind.MANY;
    }
  }

  private final ResourceType type;
  private final Map<String, Field> fields = new LinkedHashMap<>();
  private final Map<String, Relation> relations = new LinkedHashMap<>();

  private final @Nullable String naturalKey;

  public ResourceSchema(ResourceType type, List<Field> fields, List<Relation> relations) {
    this(type, fields, relations, null);
  }

  /**
   * @param naturalKey the name of the field whose values names can have in place of the id; null
   *     for none
   */
  public ResourceSchema(
      ResourceType type,
      List<Field> fields,
      List<Relation> relations,
      @Nullable String naturalKey) {
    this.type = type;
    this.naturalKey = naturalKey;
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

  /** The name of the field whose values names can have in place of the id: {@code users/@ada}. */
  public @Nullable String naturalKey() {
    return naturalKey;
  }

  public @Nullable Field field(String name) {
    return fields.get(name);
  }

  public @Nullable Relation relation(String name) {
    return relations.get(name);
  }

  /** An error description: this is no field or relation of the type, and those are. */
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
