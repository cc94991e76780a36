package campus.shared.persistence.declare;

import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.name.ResourceType;
import campus.shared.persistence.declare.Subset.Ordered;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a kind of resource: the one place that says what callers can read of it,
 * filter and sort by, and where in the tables that is.
 *
 * <pre>{@code
 * static final Resource USER =
 *     Resource.of(IdentityResources.USER, "users", "id")
 *         .owner("id")
 *         .label("username", "username_key").sortable()
 *         .label("email", "email_key").visibleTo(Visibility.OWNER)
 *         .one("profile", () -> PROFILE, "id", "user_id")
 *         .build();
 * }</pre>
 */
public final class Resource {

  private final ResourceSchema schema;
  private final String table;
  private final List<String> key;
  private final @Nullable RowSql owner;
  private final RowRule rows;
  private final List<Ordered> naturalOrder;
  private final Map<Field, Column> columns = new LinkedHashMap<>();
  private final Map<Relation, Join> joins = new LinkedHashMap<>();
  private final @Nullable NaturalKey natural;
  private final Map<String, Subset> subsets;
  private final Map<String, UnaryOperator<String>> forms;

  Resource(ResourceBuilder builder) {
    this.table = builder.table;
    this.key = builder.key;
    this.owner = builder.owner;
    this.rows = builder.rows;
    this.naturalOrder = builder.naturalOrder;
    builder.columns().forEach(column -> columns.put(column.field(), column));
    builder.joins().forEach(join -> joins.put(join.relation(), join));
    this.subsets = Map.copyOf(builder.subsets);
    this.forms = Map.copyOf(builder.forms);
    this.natural = builder.natural;
    this.schema =
        new ResourceSchema(
            builder.type,
            List.copyOf(columns.keySet()),
            List.copyOf(joins.keySet()),
            builder.natural == null ? null : builder.natural.field());
  }

  /**
   * Begins a declaration.
   *
   * @param key the columns with the ids in the resource's name, in the order of its pattern; the
   *     last one is unique
   */
  public static ResourceBuilder of(ResourceType type, String table, String... key) {
    return new ResourceBuilder(type, table, List.of(key));
  }

  public ResourceSchema schema() {
    return schema;
  }

  public ResourceType type() {
    return schema.type();
  }

  public String table() {
    return table;
  }

  public List<String> key() {
    return key;
  }

  /** The column that tells one resource of the kind from all others. */
  public String id() {
    return key.getLast();
  }

  /** The way to the resource whose id comes before the own one in names; null for none. */
  public @Nullable Join outer() {
    return key.size() == 1
        ? null
        : joins.values().stream()
            .filter(join -> join.link() == null && !join.relation().isToMany())
            .filter(join -> join.local().equals(key.getFirst()))
            .findFirst()
            .orElse(null);
  }

  public RowRule rows() {
    return rows;
  }

  /** The order of the resources in a collection, before their ids. */
  List<Ordered> naturalOrder() {
    return naturalOrder;
  }

  /** The condition that a row belongs to the caller. */
  public RowSql owner() {
    if (owner == null) {
      throw new IllegalStateException(schema + " shows fields to its owner, and declares none");
    }
    return owner;
  }

  public Column column(Field field) {
    return require(columns.get(field), field);
  }

  public Join join(Relation relation) {
    return require(joins.get(relation), relation);
  }

  /** The stored form of a value that a filter compares a field with. */
  public Object kept(Field field, Object value) {
    var form = forms.get(field.name());
    return form != null && value instanceof String text ? form.apply(text) : value;
  }

  /** The field whose values names can have in place of the id; null for none. */
  public @Nullable NaturalKey natural() {
    return natural;
  }

  public Subset subset(String name) {
    return require(subsets.get(name), name);
  }

  private <T> T require(@Nullable T found, Object what) {
    if (found == null) {
      throw new IllegalArgumentException(schema + " has no " + what);
    }
    return found;
  }
}
