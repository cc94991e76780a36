package campus.shared.persistence.declare;

import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Kind;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.Visibility;
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
 * A declaration in the making. What describes a field ({@link #sortable}, {@link #nullable}, {@link
 * #visibleTo}) follows it.
 */
public final class ResourceBuilder {

  /** The length of texts whose declarations do not say otherwise. */
  private static final int TEXT_LENGTH = 300;

  private static final int MAX_BYTES_OF_CHARACTER = 4;
  final ResourceType type;
  final String table;
  final List<String> key;
  @Nullable String owner;
  RowRule rows = new RowRule(null, Set.of());
  String naturalOrder;
  final List<Column> columns = new ArrayList<>();
  final List<Join> joins = new ArrayList<>();
  final Map<String, Resource.Subset> subsets = new LinkedHashMap<>();
  final Map<String, UnaryOperator<String>> forms = new HashMap<>();

  ResourceBuilder(ResourceType type, String table, List<String> key) {
    this.type = type;
    this.table = table;
    this.key = key;
    this.naturalOrder = "{row}." + key.getLast();
    add(Field.of("name", FieldType.NAME), key.getLast(), key.getLast());
  }

  /** Says which column holds the id of the user whom a row belongs to. */
  public ResourceBuilder owner(String column) {
    return ownerWhere("{row}." + column + " = {caller}");
  }

  /**
   * Says whom a row belongs to, where no column of its own does.
   *
   * @param condition in SQL, that it is the caller, with <code>{row}</code> for the row and <code>
   *     {caller}</code> for his id
   */
  public ResourceBuilder ownerWhere(String condition) {
    this.owner = condition;
    return this;
  }

  /**
   * Says which rows callers see, wherever the resource appears; without it, all.
   *
   * @param condition in SQL, with <code>{row}</code> for the row and <code>{caller}</code> for the
   *     id of the caller, which is nobody's for one who is not signed in
   * @param roles those who see all rows nevertheless; ADMIN always does
   */
  public ResourceBuilder rows(String condition, Role... roles) {
    this.rows = new RowRule(condition, Set.of(roles));
    return this;
  }

  /** Says that those who are not signed in see no rows. */
  public ResourceBuilder signedInOnly() {
    // Every user is one.
    return rows("FALSE", Role.MEMBER);
  }

  /**
   * Says in which order the resources come in a collection; without it, as they were made. It has
   * to be total.
   *
   * @param order in SQL, with <code>{row}</code> for the row
   */
  public ResourceBuilder naturalOrder(String order) {
    this.naturalOrder = order;
    return this;
  }

  /** Text, compared exactly. */
  public ResourceBuilder text(String name) {
    return add(Field.of(name, FieldType.TEXT), name, name);
  }

  /**
   * Text, compared without regard to case.
   *
   * @param keyColumn the column with its lower case
   */
  public ResourceBuilder label(String name, String keyColumn) {
    return add(Field.of(name, FieldType.LABEL), name, keyColumn);
  }

  /** The name of an enum value. */
  public ResourceBuilder enumeration(String name, Class<? extends Enum<?>> values) {
    return add(withValues(Field.of(name, FieldType.ENUM), values), name, name);
  }

  /** An array of names of enum values. */
  public ResourceBuilder enumerations(String name, Class<? extends Enum<?>> values) {
    return add(withValues(Field.of(name, FieldType.ENUMS), values), name, name);
  }

  public ResourceBuilder integer(String name) {
    return add(Field.of(name, FieldType.INTEGER), name, name);
  }

  public ResourceBuilder bool(String name) {
    return add(Field.of(name, FieldType.BOOLEAN), name, name);
  }

  public ResourceBuilder timestamp(String name) {
    return add(Field.of(name, FieldType.TIMESTAMP), name, name);
  }

  /**
   * Something that is true or false, and may depend on who asks.
   *
   * @param expression in SQL, with <code>{row}</code> for the row and <code>{caller}</code> for the
   *     id of the caller, which is nobody's for one who is not signed in; never null
   */
  public ResourceBuilder computed(String name, String expression) {
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
  public ResourceBuilder money(String name, String currencyColumn) {
    return add(Field.of(name, FieldType.MONEY), name, currencyColumn);
  }

  /** The field {@code etag}, made of the column {@code version}. */
  public ResourceBuilder etag() {
    return add(Field.of("etag", FieldType.ETAG), "version", "version");
  }

  /**
   * Texts of the field before are kept in one form of several that mean the same.
   *
   * @param form makes that form of any of the others; leaves alone what is none of them
   */
  public ResourceBuilder keptAs(UnaryOperator<String> form) {
    forms.put(columns.getLast().field().name(), form);
    return this;
  }

  /** The field before can be without a value. */
  public ResourceBuilder nullable() {
    return change(f ->
        new Field(f.name(), f.type(), f.visibility(), true, f.sortable(), f.large(), f.values()));
  }

  /** Lists can be ordered by the field before: there is an index on it, with the id after it. */
  public ResourceBuilder sortable() {
    return change(f ->
        new Field(f.name(), f.type(), f.visibility(), f.nullable(), true, f.large(), f.values()));
  }

  /**
   * Hardly ever do two resources that a caller sees have the same in the field before. Where a
   * filter asks for one of many by it ({@code tags.label:"java"}), that one is looked up first, so
   * that the database knows how many relate to it before it plans the rest.
   */
  public ResourceBuilder unique() {
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
  public ResourceBuilder upTo(int characters) {
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
   * Values of the field before can be large: in lists, and through relations, they come only where
   * they are asked for.
   */
  public ResourceBuilder large() {
    return change(f ->
        new Field(
            f.name(), f.type(), f.visibility(), f.nullable(), f.sortable(), true, f.values()));
  }

  /** Not everybody sees the field before. */
  public ResourceBuilder visibleTo(Visibility visibility) {
    return change(f ->
        new Field(
            f.name(), f.type(), visibility, f.nullable(), f.sortable(), f.large(), f.values()));
  }

  /** Relates each row to exactly one resource: a foreign key that is always set, or its like. */
  public ResourceBuilder one(String name, Supplier<Resource> target, String local, String foreign) {
    return join(name, Kind.ONE, target, local, foreign, true, null, 1);
  }

  /** Relates each row to one resource at most, by a foreign key that may be null. */
  public ResourceBuilder optional(
      String name, Supplier<Resource> target, String local, String foreign) {
    return join(name, Kind.ONE_OR_NONE, target, local, foreign, true, null, 1);
  }

  /** Relates each row to one resource at most, by a unique foreign key on the other side. */
  public ResourceBuilder oneOrNone(
      String name, Supplier<Resource> target, String local, String foreign) {
    return join(name, Kind.ONE_OR_NONE, target, local, foreign, false, null, 1);
  }

  /**
   * Relates each row to any number of resources, by a foreign key on the other side; the first
   * {@link Resource#COLLECTION_LIMIT} in their natural order come along.
   */
  public ResourceBuilder many(String name, Supplier<Resource> target, String foreign) {
    return join(
        name, Kind.MANY, target, key.getLast(), foreign, false, null, Resource.COLLECTION_LIMIT);
  }

  /**
   * Relates each row to any number of resources through a table with a row for each pair; the first
   * {@link Resource#COLLECTION_LIMIT} in their natural order come along.
   *
   * @param condition which pairs count, with <code>{link}</code> for the row; empty for all
   */
  public ResourceBuilder manyThrough(
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
        Resource.COLLECTION_LIMIT);
  }

  /**
   * The name of the resource that the relation before leads to is no secret: it is answered also to
   * callers who do not see the resource. For relations by a foreign key.
   */
  public ResourceBuilder named() {
    joins.add(joins.removeLast().showing(Hidden.NAME));
    return this;
  }

  /**
   * Whoever sees a row sees all that the collection before leads to from there, though its own rule
   * would hide it from them elsewhere.
   */
  public ResourceBuilder shown() {
    joins.add(joins.removeLast().showing(Hidden.ALL));
    return this;
  }

  /**
   * The collection before is small by the rules of the domain: all of it comes along.
   *
   * @param most how many resources it holds at most
   */
  public ResourceBuilder bounded(int most) {
    joins.add(joins.removeLast().boundedBy(most));
    return this;
  }

  /**
   * Not all resources that the collection before leads to count, here and in filters.
   *
   * @param condition in SQL, with <code>{row}</code> for the row
   */
  public ResourceBuilder where(String condition) {
    joins.add(joins.removeLast().where(condition));
    return this;
  }

  /**
   * The resources of the collection before come in another order than their natural one.
   *
   * @param order in SQL, with <code>{row}</code> for the row; total
   */
  public ResourceBuilder orderedBy(String order) {
    joins.add(joins.removeLast().orderedBy(order, null));
    return this;
  }

  /**
   * The resources of the collection before come in an order that its link has an index for.
   *
   * @param order in SQL, with <code>{row}</code> for the row; total
   * @param linkOrder the same, with <code>{link}</code> for the row of the link
   */
  public ResourceBuilder orderedBy(String order, String linkOrder) {
    joins.add(joins.removeLast().orderedBy(order, linkOrder));
    return this;
  }

  /** Names a part of the resources that can be listed. */
  public ResourceBuilder subset(String name, Resource.Subset subset) {
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
  public ResourceBuilder subset(String name, String join, String condition, String newestBy) {
    var order = new Resource.Ordered(newestBy, FieldType.TIMESTAMP, true, false);
    return subset(name, new Resource.JoinedSubset(join, condition, List.of(order)));
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

  private ResourceBuilder add(Field field, String column, String compared) {
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

  private ResourceBuilder change(UnaryOperator<Field> change) {
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

  private ResourceBuilder join(
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
