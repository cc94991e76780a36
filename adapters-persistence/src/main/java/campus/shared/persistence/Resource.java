package campus.shared.persistence;

import campus.shared.application.Caller;
import campus.shared.application.FieldType;
import campus.shared.application.ResourceSchema;
import campus.shared.application.ResourceSchema.Field;
import campus.shared.application.ResourceSchema.Kind;
import campus.shared.application.ResourceSchema.Relation;
import campus.shared.application.ResourceType;
import campus.shared.application.Visibility;
import campus.shared.domain.Role;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The declaration of a kind of resource: the one place that says what callers can read of it and
 * where in the tables that is.
 *
 * <pre>{@code
 * static final Resource USER =
 *     Resource.of(IdentityResources.USER, "users", "id")
 *         .owner("id")
 *         .field("username", LABEL, "username")
 *         .field("email", LABEL, "email", Visibility.OWNER)
 *         .one("profile", () -> PROFILE, "id", "user_id")
 *         .build();
 * }</pre>
 */
public final class Resource {

  /** Where a field is kept. */
  record Column(Field field, String name) {}

  /**
   * How to get to the target of a relation: where its {@code foreign} column equals our {@code
   * local} one.
   *
   * @param certain whether every row with a value in the local column has a target
   */
  record Join(
      Relation relation,
      Supplier<Resource> target,
      String local,
      String foreign,
      boolean certain) {}

  /**
   * Which rows callers see.
   *
   * @param condition in SQL, with <code>{row}</code> for the row and <code>{caller}</code> for the
   *     id of the caller; null for all rows
   * @param roles those who see all rows nevertheless; ADMIN always does
   */
  record RowRule(@Nullable String condition, Set<Role> roles) {

    /** The condition that holds the caller, null for none. */
    @Nullable String conditionFor(Caller caller) {
      return caller.hasAny(roles) ? null : condition;
    }
  }

  private final ResourceSchema schema;
  private final String table;
  private final List<String> key;
  private final @Nullable String owner;
  private final RowRule rows;
  private final Map<Field, Column> columns = new LinkedHashMap<>();
  private final Map<Relation, Join> joins = new LinkedHashMap<>();

  private Resource(Builder builder) {
    this.table = builder.table;
    this.key = builder.key;
    this.owner = builder.owner;
    this.rows = builder.rows;
    builder.columns.forEach(column -> columns.put(column.field(), column));
    builder.joins.forEach(join -> joins.put(join.relation(), join));
    this.schema =
        new ResourceSchema(
            builder.type, List.copyOf(columns.keySet()), List.copyOf(joins.keySet()));
  }

  /**
   * Begins a declaration.
   *
   * @param key the columns with the ids in the resource's name, in the order of its pattern; the
   *     last one is unique
   */
  public static Builder of(ResourceType type, String table, String... key) {
    return new Builder(type, table, List.of(key));
  }

  ResourceSchema schema() {
    return schema;
  }

  ResourceType type() {
    return schema.type();
  }

  String table() {
    return table;
  }

  List<String> key() {
    return key;
  }

  /** The column that tells one resource of the kind from all others. */
  String id() {
    return key.getLast();
  }

  RowRule rows() {
    return rows;
  }

  /** The column with the id of the user whom a row belongs to. */
  String owner() {
    if (owner == null) {
      throw new IllegalStateException(schema + " shows fields to its owner, and declares none");
    }
    return owner;
  }

  Column column(Field field) {
    return require(columns.get(field), field);
  }

  Join join(Relation relation) {
    return require(joins.get(relation), relation);
  }

  private <T> T require(@Nullable T found, Object key) {
    if (found == null) {
      throw new IllegalArgumentException(schema + " has no " + key);
    }
    return found;
  }

  /** A declaration in the making. */
  public static final class Builder {
    private final ResourceType type;
    private final String table;
    private final List<String> key;
    private @Nullable String owner;
    private RowRule rows = new RowRule(null, Set.of());
    private final List<Column> columns = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();

    private Builder(ResourceType type, String table, List<String> key) {
      this.type = type;
      this.table = table;
      this.key = key;
      columns.add(
          new Column(new Field("name", FieldType.NAME, Visibility.EVERYONE), key.getLast()));
    }

    /** Says which column holds the id of the user whom a row belongs to. */
    public Builder owner(String column) {
      this.owner = column;
      return this;
    }

    /**
     * Says which rows callers see, wherever the resource appears; without it, all.
     *
     * @param condition in SQL, with <code>{row}</code> for the row and <code>{caller}</code> for
     *     the id of the caller, which is nobody's for one who is not signed in
     * @param roles those who see all rows nevertheless; ADMIN always does
     */
    public Builder rows(String condition, Role... roles) {
      this.rows = new RowRule(condition, Set.of(roles));
      return this;
    }

    /** Declares a field that everybody sees. */
    public Builder field(String name, FieldType fieldType, String column) {
      return field(name, fieldType, column, Visibility.EVERYONE);
    }

    /** Declares a field. */
    public Builder field(String name, FieldType fieldType, String column, Visibility visibility) {
      columns.add(new Column(new Field(name, fieldType, visibility), column));
      return this;
    }

    /** Declares a relation to exactly one resource for each row that has a value in our column. */
    public Builder one(String name, Supplier<Resource> target, String local, String foreign) {
      return toOne(name, target, local, foreign, true);
    }

    /** Declares a relation to one resource at most. */
    public Builder oneOrNone(String name, Supplier<Resource> target, String local, String foreign) {
      return toOne(name, target, local, foreign, false);
    }

    private Builder toOne(
        String name, Supplier<Resource> target, String local, String foreign, boolean certain) {
      var relation = new Relation(name, Kind.TO_ONE, () -> target.get().schema());
      joins.add(new Join(relation, target, local, foreign, certain));
      return this;
    }

    public Resource build() {
      return new Resource(this);
    }
  }
}
