package campus.shared.persistence.compile;

import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.Selection;
import campus.shared.persistence.declare.Column;
import campus.shared.persistence.declare.Join;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.fetch.Fetch;
import campus.shared.persistence.fetch.RecordReader;
import campus.shared.persistence.fetch.RecordReader.Branch;
import campus.shared.persistence.fetch.ValueReader;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compiles a selection to SQL: own columns and to-one relations by joins, the first collection by a
 * lateral join in the same query, each further collection by one query for all its owners.
 *
 * <p>What the caller may not see never leaves the database: fields become {@code CASE} expressions,
 * row rules part of the joins and of {@code WHERE}.
 */
final class SelectionCompiler {

  private static final Sql.Param IDS = Sql.uuids(Arguments::ids);

  /** The column that numbers the elements of a collection. */
  private static final String ELEMENT_NUMBER = "element_number";

  /** What the driver stores for each column of a row, besides long texts. */
  private static final int COLUMN_BYTES = 50;

  private final Scope.Counter aliases;
  private final Scope.From from;
  private final Sql columns = new Sql();
  private final List<Branch.Batched> collections = new ArrayList<>();

  /** The greatest size of a row of each collection. */
  private final Map<Branch.Batched, Long> bytesOf = new HashMap<>();

  private final String joined;
  private int columnCount;
  private long rowBytes;
  private boolean mayJoinCollection;
  private boolean joinsCollection;
  private boolean readsElement;
  private @Nullable String joinedOrder;

  SelectionCompiler(Caller caller, boolean mayJoinCollection) {
    this.aliases = new Scope.Counter();
    this.from = new Scope.From(caller, aliases);
    this.joined = aliases.next();
    this.mayJoinCollection = mayJoinCollection;
  }

  /** The scope of the resource that the query is about. */
  Scope root(Resource resource) {
    return Scope.root(from, resource, aliases.next(), false);
  }

  /** The compiled columns of rows, with what is joined to them. */
  Sql select(Sql rows, Scope root) {
    return Sql.of("SELECT ", columns, " FROM ", rows, " " + root.alias(), from.joins());
  }

  Scope.Counter aliases() {
    return aliases;
  }

  /** The order of the collection that is joined; null if none is. */
  @Nullable String joinedOrder() {
    return joinedOrder;
  }

  /** Whether callers with the same roles see different things. */
  boolean dependsOnCaller() {
    return columns.dependsOnCaller()
        || from.joins().dependsOnCaller()
        || collections.stream().anyMatch(all -> all.sql().dependsOnCaller());
  }

  /** The query with its further collections. */
  Fetch fetch(Sql sql, RecordReader reader, List<ValueReader> sortKey, AnswerBudget budget) {
    if (budget.isExceedable()) {
      sql.readInPortions(AnswerBudget.rowsAtATime(rowBytes));
      bytesOf.forEach(
          (collection, bytes) -> collection.sql().readInPortions(AnswerBudget.rowsAtATime(bytes)));
    }
    return new Fetch(sql, reader, sortKey, collections, budget);
  }

  /** The reader of the resource that the query is about. */
  RecordReader rootReader(Scope root, Selection selection) {
    joinsCollection = mayJoinCollection && leadsToMany(selection);
    return reader(root, selection);
  }

  private static boolean leadsToMany(Selection selection) {
    return selection.branches().stream()
        .anyMatch(branch -> branch.relation().isToMany() || leadsToMany(branch.selection()));
  }

  private RecordReader reader(Scope scope, Selection selection) {
    return reader(
        scope,
        selection,
        scope.resource().key().stream().map(key -> column(scope.column(key))).toList());
  }

  private RecordReader reader(Scope scope, Selection selection, List<Integer> keys) {
    var fields = selection.fields().stream().map(field -> field(scope, field, keys)).toList();
    var branches = new ArrayList<Branch>();
    for (var branch : selection.branches()) {
      branches.add(branch(scope, branch));
    }
    return new RecordReader(selection, keys.getLast(), fields, branches);
  }

  private Branch branch(Scope scope, Selection.Branch branch) {
    var relation = branch.relation();
    var selection = branch.selection();
    if (relation.isToMany()) {
      return mayJoinCollection ? joinedCollection(scope, branch) : batchedCollection(scope, branch);
    }
    var join = scope.resource().join(relation);
    boolean nameAlone = selection.fields().size() == 1 && selection.branches().isEmpty();
    if (nameAlone && scope.knowsNameOf(relation)) {
      int column = column(scope.column(join.local()));
      var name = ValueReader.name(join.target().get().type(), List.of(column));
      return new Branch.One(new RecordReader(selection, column, List.of(name), List.of()));
    }
    var target = scope.follow(relation);
    return new Branch.One(
        join.named()
            ? reader(target, selection, List.of(column(scope.column(join.local()))))
            : reader(target, selection));
  }

  private Branch joinedCollection(Scope scope, Selection.Branch branch) {
    mayJoinCollection = false;
    var join = scope.resource().join(branch.relation());
    var alias = joined;
    var element = Scope.root(from, join.target().get(), alias, true);
    // After the joins of the owner, before those of the elements.
    from.joins()
        .append(" LEFT JOIN LATERAL ")
        .append(elements(scope, join, scope.column(join.local()), true))
        .append(" " + alias + " ON TRUE");
    joinedOrder = join.orderOf(new Row(alias)).toString();
    readsElement = true;
    var reader = reader(element, branch.selection());
    readsElement = false;
    return new Branch.Joined(reader);
  }

  private Branch.Batched batchedCollection(Scope scope, Selection.Branch branch) {
    var join = scope.resource().join(branch.relation());
    var compiler = new SelectionCompiler(from.caller(), false);
    var owner = compiler.aliases.next();
    var element = Scope.root(compiler.from, join.target().get(), compiler.aliases.next(), false);
    compiler.column(owner + ".id");
    var reader = compiler.reader(element, branch.selection());
    var sql =
        Sql.of("SELECT ")
            .append(compiler.columns)
            .append(" FROM unnest(")
            .append(IDS)
            .append(") AS " + owner + " (id) CROSS JOIN LATERAL ")
            .append(elements(element, join, owner + ".id", false))
            .append(" " + element.alias())
            .append(compiler.from.joins())
            .append(" ORDER BY ")
            .append(join.orderOf(element.row()));
    var collection = new Branch.Batched(sql, reader);
    collections.add(collection);
    collections.addAll(compiler.collections);
    bytesOf.put(collection, compiler.rowBytes);
    bytesOf.putAll(compiler.bytesOf);
    return collection;
  }

  /**
   * The elements of one owner's collection, up to the limit.
   *
   * @param numbered whether the column {@link #ELEMENT_NUMBER} counts them from 1
   */
  private static Sql elements(Scope scope, Join join, String owner, boolean numbered) {
    var alias = scope.from().aliases().next();
    var between = scope.from().aliases().next();
    var linkOrder = join.linkOrder();
    var order = linkOrder == null ? join.orderOf(new Row(alias)) : linkOrder.of(new Row(between));
    var linkColumn = join.linkColumn();
    return Sql.of("(SELECT " + alias + ".*")
        .append(
            linkColumn == null
                ? ""
                : ", " + new Row(between).column(linkColumn) + " AS " + Join.LINK_COLUMN)
        .append(numbered ? ", row_number() OVER (ORDER BY " + order + ") AS " + ELEMENT_NUMBER : "")
        .append(Scope.many(join, scope, owner, alias, between))
        .append(" ORDER BY " + order)
        .append(join.bounded() ? ")" : " LIMIT " + join.most() + ")");
  }

  private ValueReader field(Scope scope, Field field, List<Integer> keys) {
    if (field.type() == FieldType.NAME) {
      return ValueReader.name(scope.resource().type(), keys);
    }
    var column = scope.resource().column(field);
    int value = column(once(column, visible(scope, column)));
    rowBytes += column.width();
    return field.type() == FieldType.MONEY
        ? ValueReader.money(value, column(scope.column(column.compared())))
        : ValueReader.of(field.type(), value);
  }

  /** A value as the caller may see it: always, in their own rows, or never. */
  private static Sql visible(Scope scope, Column column) {
    var visibility = column.field().visibility();
    if (visibility.everywhere(scope.caller())) {
      return scope.value(column);
    }
    return visibility.owner() ? scope.ownersOnly(scope.value(column)) : Sql.of("NULL");
  }

  /**
   * A value of the owner. An owner has as many rows as its collection has elements: a long value is
   * only in the first.
   */
  private Sql once(Column column, Sql value) {
    return column.isLong() && joinsCollection && !readsElement
        ? Sql.of("CASE WHEN coalesce(" + joined + "." + ELEMENT_NUMBER + ", 1) = 1 THEN ")
            .append(value)
            .append(" END")
        : value;
  }

  /** Adds a column, and returns its number in the result. */
  int column(String expression) {
    return column(Sql.of(expression));
  }

  private int column(Sql expression) {
    columns.append(columnCount == 0 ? "" : ", ").append(expression);
    rowBytes += COLUMN_BYTES;
    return ++columnCount;
  }
}
