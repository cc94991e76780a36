package campus.shared.persistence;

import campus.shared.application.Caller;
import campus.shared.application.FieldType;
import campus.shared.application.ResourceSchema;
import campus.shared.application.ResourceSchema.Field;
import campus.shared.application.ResourceSchema.Kind;
import campus.shared.application.ResourceSchema.Relation;
import campus.shared.application.Visibility;
import campus.shared.domain.ResourceType;
import campus.shared.domain.Role;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
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

  /** How many characters a text has at most, where a declaration does not say. */
  private static final int TEXT_LENGTH = 300;

  private static final int MAX_BYTES_OF_CHARACTER = 4;
  private static final int LONG_BYTES = 2000;

  /**
   * Where a field is kept.
   *
   * @param name the column that is read, or the expression that computes it
   * @param compared the column that filters and orders look at, or the expression; of money, the
   *     column with its currency
   * @param computed whether it is an expression, with <code>{row}</code> for the row and <code>
   *     {caller}</code> for the id of the caller
   * @param unique whether no two rows have the same in {@code compared}
   * @param width how many bytes a value takes at most as it goes over the wire
   */
  record Column(
      Field field, String name, String compared, boolean computed, boolean unique, int width) {

    /** Whether it is worth some trouble not to read a value more than once. */
    boolean isLong() {
      return width > LONG_BYTES;
    }
  }

  /**
   * The table between the two sides of a many-to-many relation.
   *
   * @param ours its column with our id
   * @param theirs its column with the id of the other side
   * @param condition which rows of it count, with <code>{link}</code> for the row; empty for all
   */
  record Link(String table, String ours, String theirs, String condition) {}

  /** What a relation answers of a resource that callers do not see elsewhere. */
  enum Hidden {
    NOTHING,
    NAME,
    ALL
  }

  /**
   * How to get to the target of a relation: where its {@code foreign} column equals our {@code
   * local} one, or through a link.
   *
   * @param reference whether a foreign key says that every value in the local column has a target
   * @param condition which of the resources over there count, with <code>{row}</code> for the row;
   *     empty for all
   * @param order in which they come along, with <code>{row}</code> for the row; null for their
   *     natural order
   * @param linkOrder the same order in terms of the link, with <code>{link}</code> for its row,
   *     which <code>order</code> may call <code>{row}.link_order</code>; null where it has none of
   *     its own
   * @param most how many resources come along at most
   * @param bounded whether there are no more than that
   * @param hidden what is answered of a resource over there that its own rule hides
   */
  record Join(
      Relation relation,
      Supplier<Resource> target,
      String local,
      String foreign,
      boolean reference,
      @Nullable Link link,
      String condition,
      @Nullable String order,
      @Nullable String linkOrder,
      int most,
      boolean bounded,
      Hidden hidden) {

    /** The order in which they come along, of rows of that alias. */
    String orderOf(String alias) {
      var template = order == null ? target.get().naturalOrder() : order;
      return template.replace("{row}", alias);
    }

    Join boundedBy(int most) {
      return new Join(
          relation, target, local, foreign, reference, link, condition, order, linkOrder, most,
          true, hidden);
    }

    Join showing(Hidden hidden) {
      return new Join(
          relation, target, local, foreign, reference, link, condition, order, linkOrder, most,
          bounded, hidden);
    }

    boolean named() {
      return hidden == Hidden.NAME;
    }

    Join where(String condition) {
      return new Join(
          relation, target, local, foreign, reference, link, condition, order, linkOrder, most,
          bounded, hidden);
    }

    Join orderedBy(String order, @Nullable String linkOrder) {
      return new Join(
          relation, target, local, foreign, reference, link, condition, order, linkOrder, most,
          bounded, hidden);
    }
  }

  /**
   * One of the expressions that a subset is ordered by, never null in it.
   *
   * @param nullsLast whether the index that serves it has nulls last, though it is descending
   */
  public record Ordered(String expression, FieldType type, boolean descending, boolean nullsLast) {}

  /**
   * A part of the resources that has a name, see {@link campus.shared.application.Subset}. In its
   * SQL stand <code>{row}</code> for the row, <code>{caller}</code> for the id of the caller, and
   * <code>
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
  private final String naturalOrder;
  private final Map<Field, Column> columns = new LinkedHashMap<>();
  private final Map<Relation, Join> joins = new LinkedHashMap<>();
  private final Map<String, Subset> subsets;
  private final Map<String, UnaryOperator<String>> forms;

  private Resource(Builder builder) {
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
  public static Builder of(ResourceType type, String table, String... key) {
    return new Builder(type, table, List.of(key));
  }

  ResourceSchema schema() {
    return schema;
  }

  ResourceType type() {
    return schema.type();
  }

  public String table() {
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

  /** In which order they come in a collection, with <code>{row}</code> for the row. */
  String naturalOrder() {
    return naturalOrder;
  }

  /**
   * The condition that a row belongs to the caller, with <code>{row}</code> for the row and <code>
   * {caller}</code> for his id.
   */
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

  /** A value that a filter compares a field with, in the form in which values of it are kept. */
  Object kept(Field field, Object value) {
    var form = forms.get(field.name());
    return form != null && value instanceof String text ? form.apply(text) : value;
  }

  Subset subset(String name) {
    return require(subsets.get(name), name);
  }

  private <T> T require(@Nullable T found, Object what) {
    if (found == null) {
      throw new IllegalArgumentException(schema + " has no " + what);
    }
    return found;
  }

  /**
   * A declaration in the making. What describes a field ({@link #sortable}, {@link #nullable},
   * {@link #visibleTo}) follows it.
   */
  public static final class Builder {
    private final ResourceType type;
    private final String table;
    private final List<String> key;
    private @Nullable String owner;
    private RowRule rows = new RowRule(null, Set.of());
    private String naturalOrder;
    private final List<Column> columns = new ArrayList<>();
    private final List<Join> joins = new ArrayList<>();
    private final Map<String, Subset> subsets = new LinkedHashMap<>();
    private final Map<String, UnaryOperator<String>> forms = new HashMap<>();

    private Builder(ResourceType type, String table, List<String> key) {
      this.type = type;
      this.table = table;
      this.key = key;
      this.naturalOrder = "{row}." + key.getLast();
      add(Field.of("name", FieldType.NAME), key.getLast(), key.getLast());
    }

    /** Says which column holds the id of the user whom a row belongs to. */
    public Builder owner(String column) {
      return ownerWhere("{row}." + column + " = {caller}");
    }

    /**
     * Says whom a row belongs to, where no column of its own does.
     *
     * @param condition in SQL, that it is the caller, with <code>{row}</code> for the row and
     *     <code>{caller}</code> for his id
     */
    public Builder ownerWhere(String condition) {
      this.owner = condition;
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

    /** Says that those who are not signed in see no rows. */
    public Builder signedInOnly() {
      // Every user is one.
      return rows("FALSE", Role.MEMBER);
    }

    /**
     * Says in which order the resources come in a collection; without it, as they were made. It has
     * to be total.
     *
     * @param order in SQL, with <code>{row}</code> for the row
     */
    public Builder naturalOrder(String order) {
      this.naturalOrder = order;
      return this;
    }

    /** Text, compared exactly. */
    public Builder text(String name) {
      return add(Field.of(name, FieldType.TEXT), name, name);
    }

    /**
     * Text, compared without regard to case.
     *
     * @param keyColumn the column with its lower case
     */
    public Builder label(String name, String keyColumn) {
      return add(Field.of(name, FieldType.LABEL), name, keyColumn);
    }

    /** The name of an enum value. */
    public Builder enumeration(String name, Class<? extends Enum<?>> values) {
      return add(withValues(Field.of(name, FieldType.ENUM), values), name, name);
    }

    /** An array of names of enum values. */
    public Builder enumerations(String name, Class<? extends Enum<?>> values) {
      return add(withValues(Field.of(name, FieldType.ENUMS), values), name, name);
    }

    public Builder integer(String name) {
      return add(Field.of(name, FieldType.INTEGER), name, name);
    }

    public Builder bool(String name) {
      return add(Field.of(name, FieldType.BOOLEAN), name, name);
    }

    public Builder timestamp(String name) {
      return add(Field.of(name, FieldType.TIMESTAMP), name, name);
    }

    /**
     * Something that is true or false, and may depend on who asks.
     *
     * @param expression in SQL, with <code>{row}</code> for the row and <code>{caller}</code> for
     *     the id of the caller, which is nobody's for one who is not signed in; never null
     */
    public Builder computed(String name, String expression) {
      columns.add(
          new Column(
              Field.of(name, FieldType.BOOLEAN),
              expression,
              expression,
              true,
              false,
              widthOf(FieldType.BOOLEAN)));
      return this;
    }

    /**
     * An exact amount of money, kept in the smallest unit of its currency.
     *
     * @param currencyColumn the column with the code of the currency
     */
    public Builder money(String name, String currencyColumn) {
      return add(Field.of(name, FieldType.MONEY), name, currencyColumn);
    }

    /** The field {@code etag}, made of the column {@code version}. */
    public Builder etag() {
      return add(Field.of("etag", FieldType.ETAG), "version", "version");
    }

    /**
     * Texts of the field before are kept in one form of several that mean the same.
     *
     * @param form makes that form of any of the others; leaves alone what is none of them
     */
    public Builder keptAs(UnaryOperator<String> form) {
      forms.put(columns.getLast().field().name(), form);
      return this;
    }

    /** The field before can be without a value. */
    public Builder nullable() {
      return change(f ->
          new Field(f.name(), f.type(), f.visibility(), true, f.sortable(), f.large(), f.values()));
    }

    /** Lists can be ordered by the field before: there is an index on it, with the id after it. */
    public Builder sortable() {
      return change(f ->
          new Field(f.name(), f.type(), f.visibility(), f.nullable(), true, f.large(), f.values()));
    }

    /**
     * Hardly ever do two resources that a caller sees have the same in the field before. Where a
     * filter asks for one of many by it ({@code tags.label:"java"}), that one is looked up first,
     * so that the database knows how many relate to it before it plans the rest.
     */
    public Builder unique() {
      var last = columns.removeLast();
      columns.add(
          new Column(
              last.field(), last.name(), last.compared(), last.computed(), true, last.width()));
      return this;
    }

    /**
     * The text before can be longer than others.
     *
     * @param characters the most that it has
     */
    public Builder upTo(int characters) {
      var last = columns.removeLast();
      columns.add(
          new Column(
              last.field(),
              last.name(),
              last.compared(),
              last.computed(),
              last.unique(),
              characters * MAX_BYTES_OF_CHARACTER));
      return this;
    }

    /**
     * Values of the field before can be large: in lists, and through relations, they come only
     * where they are asked for.
     */
    public Builder large() {
      return change(f ->
          new Field(
              f.name(), f.type(), f.visibility(), f.nullable(), f.sortable(), true, f.values()));
    }

    /** Not everybody sees the field before. */
    public Builder visibleTo(Visibility visibility) {
      return change(f ->
          new Field(
              f.name(), f.type(), visibility, f.nullable(), f.sortable(), f.large(), f.values()));
    }

    /** Relates each row to exactly one resource: a foreign key that is always set, or its like. */
    public Builder one(String name, Supplier<Resource> target, String local, String foreign) {
      return join(name, Kind.ONE, target, local, foreign, true, null, 1);
    }

    /** Relates each row to one resource at most, by a foreign key that may be null. */
    public Builder optional(String name, Supplier<Resource> target, String local, String foreign) {
      return join(name, Kind.ONE_OR_NONE, target, local, foreign, true, null, 1);
    }

    /** Relates each row to one resource at most, by a unique foreign key on the other side. */
    public Builder oneOrNone(String name, Supplier<Resource> target, String local, String foreign) {
      return join(name, Kind.ONE_OR_NONE, target, local, foreign, false, null, 1);
    }

    /**
     * Relates each row to any number of resources, by a foreign key on the other side; the first
     * {@link #COLLECTION_LIMIT} in their natural order come along.
     */
    public Builder many(String name, Supplier<Resource> target, String foreign) {
      return join(name, Kind.MANY, target, key.getLast(), foreign, false, null, COLLECTION_LIMIT);
    }

    /**
     * Relates each row to any number of resources through a table with a row for each pair; the
     * first {@link #COLLECTION_LIMIT} in their natural order come along.
     *
     * @param condition which pairs count, with <code>{link}</code> for the row; empty for all
     */
    public Builder manyThrough(
        String name,
        Supplier<Resource> target,
        String link,
        String ours,
        String theirs,
        String condition) {
      return join(
          name,
          Kind.MANY,
          target,
          key.getLast(),
          "",
          false,
          new Link(link, ours, theirs, condition),
          COLLECTION_LIMIT);
    }

    /**
     * The name of the resource that the relation before leads to is no secret: it is answered also
     * to callers who do not see the resource. For relations by a foreign key.
     */
    public Builder named() {
      joins.add(joins.removeLast().showing(Hidden.NAME));
      return this;
    }

    /**
     * Whoever sees a row sees all that the collection before leads to from there, though its own
     * rule would hide it from them elsewhere.
     */
    public Builder shown() {
      joins.add(joins.removeLast().showing(Hidden.ALL));
      return this;
    }

    /**
     * The collection before is small by the rules of the domain: all of it comes along.
     *
     * @param most how many resources it holds at most
     */
    public Builder bounded(int most) {
      joins.add(joins.removeLast().boundedBy(most));
      return this;
    }

    /**
     * Not all resources that the collection before leads to count, here and in filters.
     *
     * @param condition in SQL, with <code>{row}</code> for the row
     */
    public Builder where(String condition) {
      joins.add(joins.removeLast().where(condition));
      return this;
    }

    /**
     * The resources of the collection before come in another order than their natural one.
     *
     * @param order in SQL, with <code>{row}</code> for the row; total
     */
    public Builder orderedBy(String order) {
      joins.add(joins.removeLast().orderedBy(order, null));
      return this;
    }

    /**
     * The resources of the collection before come in an order that its link has an index for.
     *
     * @param order in SQL, with <code>{row}</code> for the row; total
     * @param linkOrder the same, with <code>{link}</code> for the row of the link
     */
    public Builder orderedBy(String order, String linkOrder) {
      joins.add(joins.removeLast().orderedBy(order, linkOrder));
      return this;
    }

    /** Names a part of the resources that can be listed. */
    public Builder subset(String name, Subset subset) {
      subsets.put(name, subset);
      return this;
    }

    /**
     * Names a part of the resources that can be listed, by a join. In the SQL stand <code>{row}
     * </code> for the row, <code>{caller}</code> for the id of the caller, <code>{0}</code>, <code>
     * {1}</code> for the arguments of the call.
     *
     * @param join what is joined, one row to each, under the alias <code>{subset}</code>; empty for
     *     nothing
     * @param condition which rows are in it
     * @param newestBy the time by which the newest come first, never null
     */
    public Builder subset(String name, String join, String condition, String newestBy) {
      var order = new Ordered(newestBy, FieldType.TIMESTAMP, true, false);
      return subset(name, new JoinedSubset(join, condition, List.of(order)));
    }

    public Resource build() {
      return new Resource(this);
    }

    private static Field withValues(Field field, Class<? extends Enum<?>> values) {
      var names =
          Arrays.stream(values.getEnumConstants()).map(Enum::name).collect(Collectors.toSet());
      return new Field(
          field.name(),
          field.type(),
          field.visibility(),
          field.nullable(),
          field.sortable(),
          field.large(),
          names);
    }

    private Builder add(Field field, String column, String compared) {
      columns.add(new Column(field, column, compared, false, false, widthOf(field.type())));
      return this;
    }

    private static int widthOf(FieldType type) {
      return switch (type) {
        case TEXT, LABEL -> TEXT_LENGTH * MAX_BYTES_OF_CHARACTER;
        case NAME -> 100;
        case ENUMS, TIMESTAMP, MONEY -> 32;
        case INTEGER, ENUM, BOOLEAN, ETAG -> 12;
      };
    }

    private Builder change(UnaryOperator<Field> change) {
      var last = columns.removeLast();
      columns.add(
          new Column(
              change.apply(last.field()),
              last.name(),
              last.compared(),
              last.computed(),
              last.unique(),
              last.width()));
      return this;
    }

    private Builder join(
        String name,
        Kind kind,
        Supplier<Resource> target,
        String local,
        String foreign,
        boolean reference,
        @Nullable Link link,
        int limit) {
      var relation = new Relation(name, kind, () -> target.get().schema());
      joins.add(
          new Join(
              relation,
              target,
              local,
              foreign,
              reference,
              link,
              "",
              null,
              null,
              limit,
              false,
              Hidden.NOTHING));
      return this;
    }
  }
}
