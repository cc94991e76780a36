package campus.shared.persistence.declare;

import campus.shared.application.query.FieldType;
import campus.shared.application.query.Nested;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.ResourceSchema.Kind;
import campus.shared.application.query.ResourceSchema.Relation;
import campus.shared.application.query.Visibility;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Role;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.jdbc.Sql;
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
 * Builds the declaration of a resource. What describes a field ({@link #sortable}, {@link
 * #nullable}, {@link #visibleTo}) or a relation ({@link #where}, {@link #orderedBy}) follows it.
 */
public final class ResourceBuilder {

  /** The length of texts whose declarations do not say otherwise. */
  private static final int TEXT_LENGTH = 300;

  private static final int MAX_BYTES_OF_CHARACTER = 4;

  final ResourceType type;
  final String table;
  final List<String> key;
  @Nullable RowSql owner;
  RowRule rows = new RowRule(null, Set.of());
  List<Ordered> naturalOrder = List.of();
  final Map<String, Subset> subsets = new LinkedHashMap<>();
  final Map<String, UnaryOperator<String>> forms = new HashMap<>();
  @Nullable NaturalKey natural;
  private final List<FieldDraft> fields = new ArrayList<>();
  private final List<JoinDraft> relations = new ArrayList<>();

  ResourceBuilder(ResourceType type, String table, List<String> key) {
    this.type = type;
    this.table = table;
    this.key = key;
    add("name", FieldType.NAME, key.getLast(), key.getLast());
  }

  /** A field in the making. */
  private static final class FieldDraft {
    final String name;
    final FieldType type;
    final String column;
    final String compared;
    @Nullable RowSql expression;
    Visibility visibility = Visibility.EVERYONE;
    Set<String> values = Set.of();
    boolean nullable;
    boolean sortable;
    boolean large;
    boolean unique;
    int width;

    FieldDraft(String name, FieldType type, String column, String compared) {
      this.name = name;
      this.type = type;
      this.column = column;
      this.compared = compared;
      this.width = widthOf(type);
    }

    Column build() {
      var field = new Field(name, type, visibility, nullable, sortable, large, values);
      return new Column(field, column, compared, expression, unique, width);
    }
  }

  /** A relation in the making. */
  private static final class JoinDraft {
    final String name;
    final Kind kind;
    final Supplier<Resource> target;
    final String local;
    final String foreign;
    boolean reference;
    @Nullable Link link;
    @Nullable RowSql condition;
    @Nullable List<Ordered> order;
    boolean orderedByLink;
    int most = 1;
    boolean bounded;
    Hidden hidden = Hidden.NOTHING;

    JoinDraft(String name, Kind kind, Supplier<Resource> target, String local, String foreign) {
      this.name = name;
      this.kind = kind;
      this.target = target;
      this.local = local;
      this.foreign = foreign;
    }

    Join build() {
      return new Join(
          new Relation(name, kind, () -> target.get().schema()),
          target,
          local,
          foreign,
          reference,
          link,
          condition,
          order,
          orderedByLink,
          most,
          bounded,
          hidden);
    }
  }

  public Resource build() {
    return new Resource(this);
  }

  List<Column> columns() {
    return fields.stream().map(FieldDraft::build).toList();
  }

  List<Join> joins() {
    return relations.stream().map(JoinDraft::build).toList();
  }

  /** The column with the id of the user who owns a row. */
  public ResourceBuilder owner(String column) {
    return ownerWhere(row -> Sql.of(row.column(column), " = ", Sql.CALLER));
  }

  /** The condition that a row belongs to the caller, if no column of its own tells. */
  public ResourceBuilder ownerWhere(RowSql condition) {
    this.owner = condition;
    return this;
  }

  /**
   * Which rows callers see, wherever the resource appears; without it, all. For an anonymous caller
   * {@link Sql#CALLER} is nobody's id.
   *
   * @param roles those who see all rows nevertheless; ADMIN always does
   */
  public ResourceBuilder rows(RowSql condition, Role... roles) {
    this.rows = new RowRule(condition, Set.of(roles));
    return this;
  }

  /** Anonymous callers see no rows. */
  public ResourceBuilder signedInOnly() {
    // Every user is a MEMBER.
    return rows(_ -> Sql.of("FALSE"), Role.MEMBER);
  }

  /** The order of the resources in a collection, before that of their ids. */
  public ResourceBuilder naturalOrder(Ordered... order) {
    this.naturalOrder = List.of(order);
    return this;
  }

  /** Text, compared exactly. */
  public ResourceBuilder text(String name) {
    return add(name, FieldType.TEXT, name, name);
  }

  /**
   * Text, compared without regard to case.
   *
   * @param keyColumn the column with its key
   */
  public ResourceBuilder label(String name, String keyColumn) {
    return add(name, FieldType.LABEL, name, keyColumn);
  }

  /** The name of an enum value. */
  public ResourceBuilder enumeration(String name, Class<? extends Enum<?>> values) {
    return add(name, FieldType.ENUM, values);
  }

  /** An array of names of enum values. */
  public ResourceBuilder enumerations(String name, Class<? extends Enum<?>> values) {
    return add(name, FieldType.ENUMS, values);
  }

  public ResourceBuilder integer(String name) {
    return add(name, FieldType.INTEGER, name, name);
  }

  public ResourceBuilder bool(String name) {
    return add(name, FieldType.BOOLEAN, name, name);
  }

  public ResourceBuilder timestamp(String name) {
    return add(name, FieldType.TIMESTAMP, name, name);
  }

  /** A flag that is computed, never null, and may depend on the caller. */
  public ResourceBuilder computed(String name, RowSql expression) {
    add(name, FieldType.BOOLEAN, name, name);
    fields.getLast().expression = expression;
    return this;
  }

  /**
   * An exact amount of money, in the smallest unit of its currency.
   *
   * @param currencyColumn the column with the code of the currency
   */
  public ResourceBuilder money(String name, String currencyColumn) {
    return add(name, FieldType.MONEY, name, currencyColumn);
  }

  /** The field {@code etag}, from the column {@code version}. */
  public ResourceBuilder etag() {
    return add("etag", FieldType.ETAG, "version", "version");
  }

  /**
   * The stored form of a text that can be written in several.
   *
   * @param form makes the stored form of any other, and leaves alone what is none of them
   */
  public ResourceBuilder keptAs(UnaryOperator<String> form) {
    forms.put(fields.getLast().name, form);
    return this;
  }

  /** The field can be without a value. */
  public ResourceBuilder nullable() {
    fields.getLast().nullable = true;
    return this;
  }

  /** Lists can be ordered by the field: an index begins with it, and continues with the id. */
  public ResourceBuilder sortable() {
    fields.getLast().sortable = true;
    return this;
  }

  /**
   * Hardly ever do two resources that a caller sees have the same value in the field. A filter that
   * asks for one of many by it ({@code tags.label:"java"}) looks that one up first, so that the
   * planner knows how many relate to it.
   */
  public ResourceBuilder unique() {
    fields.getLast().unique = true;
    return this;
  }

  /**
   * Names of the resource can have values of the field in place of the id: {@code users/@ada}. A
   * caller sees one resource with a value, or the first of them counts.
   *
   * @param first what those that a caller sees are ordered by, columns in SQL
   */
  public ResourceBuilder natural(String... first) {
    natural = new NaturalKey(fields.getLast().name, List.of(first));
    return this;
  }

  /** How many characters the text has at most, if more than {@value #TEXT_LENGTH}. */
  public ResourceBuilder upTo(int characters) {
    fields.getLast().width = characters * MAX_BYTES_OF_CHARACTER;
    return this;
  }

  /** Values can be large: lists and relations answer them only if the mask names the field. */
  public ResourceBuilder large() {
    fields.getLast().large = true;
    return this;
  }

  /** Who sees the field; without it, everyone who sees the row. */
  public ResourceBuilder visibleTo(Visibility visibility) {
    fields.getLast().visibility = visibility;
    return this;
  }

  /** Relates each row to exactly one resource, by a foreign key that is never null, or its like. */
  public ResourceBuilder one(String name, Supplier<Resource> target, String local, String foreign) {
    relate(name, Kind.ONE, target, local, foreign).reference = true;
    return this;
  }

  /** Relates each row to at most one resource, by a foreign key that can be null. */
  public ResourceBuilder optional(
      String name, Supplier<Resource> target, String local, String foreign) {
    relate(name, Kind.ONE_OR_NONE, target, local, foreign).reference = true;
    return this;
  }

  /** Relates each row to at most one resource, by a unique foreign key on the other side. */
  public ResourceBuilder oneOrNone(
      String name, Supplier<Resource> target, String local, String foreign) {
    var _ = relate(name, Kind.ONE_OR_NONE, target, local, foreign);
    return this;
  }

  /**
   * Relates each row to any number of resources, by a foreign key on the other side; the first
   * {@link Nested#DEFAULT_PAGE_SIZE} come with it.
   */
  public ResourceBuilder many(String name, Supplier<Resource> target, String foreign) {
    relate(name, Kind.MANY, target, key.getLast(), foreign).most = Nested.DEFAULT_PAGE_SIZE;
    return this;
  }

  /**
   * Relates each row to any number of resources through a table with one row for each pair; the
   * first {@link Nested#DEFAULT_PAGE_SIZE} come with it.
   */
  public ResourceBuilder manyThrough(
      String name, Supplier<Resource> target, String link, String ours, String theirs) {
    return manyThrough(name, target, link, ours, theirs, null);
  }

  /**
   * As {@link #manyThrough(String, Supplier, String, String, String)}.
   *
   * @param condition which rows of the link count; null for all
   */
  public ResourceBuilder manyThrough(
      String name,
      Supplier<Resource> target,
      String link,
      String ours,
      String theirs,
      @Nullable RowSql condition) {
    var relation = relate(name, Kind.MANY, target, key.getLast(), "");
    relation.link = new Link(link, ours, theirs, condition);
    relation.most = Nested.DEFAULT_PAGE_SIZE;
    return this;
  }

  /**
   * The name of the target is no secret: callers who do not see the target see its name. For
   * relations by a foreign key.
   */
  public ResourceBuilder named() {
    relations.getLast().hidden = Hidden.NAME;
    return this;
  }

  /** Callers who see the row see all targets, also those that their row rule hides elsewhere. */
  public ResourceBuilder shown() {
    relations.getLast().hidden = Hidden.ALL;
    return this;
  }

  /**
   * The rules of the domain keep the collection small: all of it comes with its owner.
   *
   * @param most how many elements it has at most
   */
  public ResourceBuilder bounded(int most) {
    relations.getLast().most = most;
    relations.getLast().bounded = true;
    return this;
  }

  /** Which targets of the collection count, in answers and in filters. */
  public ResourceBuilder where(RowSql condition) {
    relations.getLast().condition = condition;
    return this;
  }

  /**
   * The order of the collection instead of the natural one, before that of the ids. An index of the
   * targets or of the link begins with it, and continues with the id.
   */
  public ResourceBuilder orderedBy(Ordered... order) {
    relations.getLast().order = List.of(order);
    return this;
  }

  /**
   * Orders the collection by a time of its link, the newest first. An index of the link has that
   * order.
   *
   * @param column the column of the link with the time
   * @param nullsLast whether that index has nulls last
   */
  public ResourceBuilder newestLinkFirst(String column, boolean nullsLast) {
    relations.getLast().orderedByLink = true;
    return orderedBy(Ordered.newest((_, link) -> link.column(column), nullsLast));
  }

  /** Names a part of the resources that has a list of its own. */
  public ResourceBuilder subset(String name, Subset subset) {
    subsets.put(name, subset);
    return this;
  }

  private ResourceBuilder add(String name, FieldType type, Class<? extends Enum<?>> values) {
    add(name, type, name, name);
    fields.getLast().values =
        Arrays.stream(values.getEnumConstants()).map(Enum::name).collect(Collectors.toSet());
    return this;
  }

  private ResourceBuilder add(String name, FieldType type, String column, String compared) {
    fields.add(new FieldDraft(name, type, column, compared));
    return this;
  }

  private JoinDraft relate(
      String name, Kind kind, Supplier<Resource> target, String local, String foreign) {
    relations.add(new JoinDraft(name, kind, target, local, foreign));
    return relations.getLast();
  }

  private static int widthOf(FieldType type) {
    return switch (type) {
      case TEXT, LABEL -> TEXT_LENGTH * MAX_BYTES_OF_CHARACTER;
      case NAME -> 100;
      case ENUMS, TIMESTAMP, MONEY -> 32;
      case INTEGER, ENUM, BOOLEAN, ETAG -> 12;
    };
  }
}
