package campus.shared.persistence.declare;

import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.domain.ResourceType;
import java.util.ArrayList;
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

  /**
   * How many resources of a collection come with the one that it hangs on, unless it is bounded.
   */
  public static final int COLLECTION_LIMIT = 50;

  /**
   * One of the expressions that a subset is ordered by, never null in it.
   *
   * @param nullsLast whether the index that serves it has nulls last, though it is descending
   */
  public record Ordered(String expression, FieldType type, boolean descending, boolean nullsLast) {}

  /**
   * A part of the resources that has a name, see {@link campus.shared.application.query.Subset}. In
   * its SQL stand <code>{row}</code> for the row, <code>{caller}</code> for the id of the caller,
   * and <code>
   * {0}</code>, <code>{1}</code> for its arguments.
   */
  public sealed interface Subset {

    /** Which rows are in it, as a condition. */
    String condition();

    /** In which order, before the id. */
    List<Ordered> order();
  }

  /**
   * A subset by a join.
   *
   * @param join what is joined, at most one row to each, under the alias <code>{subset}</code>;
   *     empty for nothing
   */
  public record JoinedSubset(String join, String condition, List<Ordered> order)
      implements Subset {}

  /**
   * What is found, in two parts: first the resources that it matters most to; each part in the same
   * order. Where few are found, they are looked up and put in order; where many are, the order is
   * walked until the page is full.
   *
   * @param few up to how many are few
   * @param join what tells of a row whether it is <code>found</code> and whether it comes <code>
   *     first</code>, two columns under the alias <code>{subset}</code>; computed for each row by
   *     itself
   * @param candidates selects the ids of all that are found, by an index
   * @param firstCandidates selects the ids of those that come first, by an index
   * @param inOrder the order of each part
   */
  public record FoundSubset(
      int few,
      String join,
      String candidates,
      String firstCandidates,
      String condition,
      List<Ordered> inOrder)
      implements Subset {

    @Override
    public List<Ordered> order() {
      var order = new ArrayList<Ordered>();
      order.add(new Ordered("{subset}.first", FieldType.BOOLEAN, true, false));
      order.addAll(inOrder);
      return order;
    }
  }

  /**
   * The newest resources of many owners. Read by walking the newest resources of all, as far as it
   * cannot cost more than the other way, or by merging the newest ones of each owner.
   *
   * @param owners selects the ids of the owners
   * @param ownerCount selects how many they are
   * @param owner the column with the id of the owner
   */
  public record OwnersSubset(
      String owners, String ownerCount, String owner, String condition, List<Ordered> order)
      implements Subset {}

  private final ResourceSchema schema;
  private final String table;
  private final List<String> key;
  private final @Nullable String owner;
  private final RowRule rows;
  private final String naturalOrder;
  private final Map<Field, Column> columns = new LinkedHashMap<>();
  private final Map<Relation, Join> joins = new LinkedHashMap<>();
  private final Map<String, Subset> subsets;
  private final Map<String, UnaryOperator<String>> forms;

  Resource(ResourceBuilder builder) {
    this.table = builder.table;
    this.key = builder.key;
    this.owner = builder.owner;
    this.rows = builder.rows;
    this.naturalOrder = builder.naturalOrder;
    builder.columns.forEach(column -> columns.put(column.field(), column));
    builder.joins.forEach(join -> joins.put(join.relation(), join));
    this.subsets = Map.copyOf(builder.subsets);
    this.forms = Map.copyOf(builder.forms);
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

  public RowRule rows() {
    return rows;
  }

  /** In which order they come in a collection, with <code>{row}</code> for the row. */
  String naturalOrder() {
    return naturalOrder;
  }

  /**
   * The condition that a row belongs to the caller, with <code>{row}</code> for the row and <code>
   * {caller}</code> for his id.
   */
  public String owner() {
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

  /** A value that a filter compares a field with, in the form in which values of it are kept. */
  public Object kept(Field field, Object value) {
    var form = forms.get(field.name());
    return form != null && value instanceof String text ? form.apply(text) : value;
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
