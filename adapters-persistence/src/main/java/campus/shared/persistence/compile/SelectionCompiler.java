package campus.shared.persistence.compile;

import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.ResourceSchema.Field;
import campus.shared.application.query.Selection;
import campus.shared.application.query.filter.Condition;
import campus.shared.persistence.declare.Column;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.fetch.Fetch;
import campus.shared.persistence.fetch.RecordReader;
import campus.shared.persistence.fetch.RecordReader.Branch;
import campus.shared.persistence.fetch.RecordReader.Elements;
import campus.shared.persistence.fetch.ValueReader;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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

  private final Nesting nesting;
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
  private boolean plannedAnew;

  /**
   * @param mayJoinCollection whether the first collection is joined; if not, it has a query of its
   *     own, as further ones have
   */
  SelectionCompiler(Caller caller, Nesting nesting, boolean mayJoinCollection) {
    this.nesting = nesting;
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
        || collections.stream().anyMatch(Branch.Batched::dependsOnCaller);
  }

  /** The query with its further collections. */
  Fetch fetch(Sql sql, RecordReader reader, List<ValueReader> sortKey, AnswerBudget budget) {
    if (budget.isExceedable()) {
      sql.readInPortions(AnswerBudget.rowsAtATime(rowBytes));
      bytesOf.forEach(
          (collection, bytes) -> collection.readInPortions(AnswerBudget.rowsAtATime(bytes)));
    }
    if (plannedAnew) {
      sql.plannedAnew();
    }
    return new Fetch(sql, reader, sortKey, collections, budget);
  }

  /** The reader of the resource that the query is about. */
  RecordReader rootReader(Scope root, Selection selection) {
    joinsCollection = mayJoinCollection && leadsToJoined(selection, "");
    return reader(root, selection, "");
  }

  /** Whether a collection will be joined. */
  private boolean leadsToJoined(Selection selection, String path) {
    return selection.branches().stream()
        .anyMatch(branch -> {
          var there = Nesting.path(path, branch.relation().name());
          return branch.relation().isToMany()
              ? isJoinable(there)
              : leadsToJoined(branch.selection(), there);
        });
  }

  /** Totals are counted for all owners at once, which a joined collection does not collect. */
  private boolean isJoinable(String path) {
    var asked = nesting.asked(path);
    return asked == null || (!asked.counted() && asked.most() > 0);
  }

  private RecordReader reader(Scope scope, Selection selection, String path) {
    return reader(
        scope,
        selection,
        path,
        scope.resource().key().stream().map(key -> column(scope.column(key))).toList());
  }

  private RecordReader reader(Scope scope, Selection selection, String path, List<Integer> keys) {
    var fields = selection.fields().stream().map(field -> field(scope, field, keys)).toList();
    var branches = new ArrayList<Branch>();
    for (var branch : selection.branches()) {
      branches.add(branch(scope, branch, Nesting.path(path, branch.relation().name())));
    }
    return new RecordReader(selection, keys.getLast(), fields, branches);
  }

  private Branch branch(Scope scope, Selection.Branch branch, String path) {
    var relation = branch.relation();
    var selection = branch.selection();
    if (relation.isToMany()) {
      return mayJoinCollection && isJoinable(path)
          ? joinedCollection(scope, branch, path)
          : batchedCollection(scope, branch, path);
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
            ? reader(target, selection, path, List.of(column(scope.column(join.local()))))
            : reader(target, selection, path));
  }

  private Branch joinedCollection(Scope scope, Selection.Branch branch, String path) {
    mayJoinCollection = false;
    var join = scope.resource().join(branch.relation());
    var target = join.target().get();
    var plan = nesting.list(path, join);
    plannedAnew |= !plan.condition().equals(Condition.ALWAYS);
    var page = new PageCompiler(target, plan, from.caller(), aliases, false);
    var rows =
        plan.limit() == ListPlan.NO_LIMIT
            ? page.numbered(ELEMENT_NUMBER)
            : numberedAfterwards(page);
    // After the joins of the owner, before those of the elements.
    from.joins()
        .append(" LEFT JOIN LATERAL (")
        .append(rows.with(Map.of(Sql.OWNER, scope.column(join.local()))))
        .append(") " + joined + " ON TRUE");
    joinedOrder = joined + "." + ELEMENT_NUMBER;
    var element = Scope.root(from, target, joined, true);
    readsElement = true;
    var reader = reader(element, branch.selection(), path);
    var collection = collection(scope, branch, path, plan, reader, sortKey(plan, page, element));
    readsElement = false;
    return new Branch.Joined(collection);
  }

  /** The rows of a page, each with its number; numbered before, all rows would have to be read. */
  private Sql numberedAfterwards(PageCompiler page) {
    var row = aliases.next();
    return Sql.of("SELECT " + row + ".*, row_number() OVER (ORDER BY ")
        .append(page.orderOf(row) + ") AS " + ELEMENT_NUMBER + " FROM (")
        .append(page.rows())
        .append(") " + row);
  }

  private Branch.Batched batchedCollection(Scope scope, Selection.Branch branch, String path) {
    var join = scope.resource().join(branch.relation());
    var target = join.target().get();
    var plan = nesting.list(path, join);
    var asked = nesting.asked(path);
    boolean anew = !plan.condition().equals(Condition.ALWAYS);
    var compiler = new SelectionCompiler(from.caller(), nesting, false);
    var owner = compiler.aliases.next();
    var page = new PageCompiler(target, plan, from.caller(), compiler.aliases, false);
    var element = Scope.root(compiler.from, target, compiler.aliases.next(), false);
    compiler.column(owner + ".id");
    var reader = compiler.reader(element, branch.selection(), path);
    var read = collection(scope, branch, path, plan, reader, compiler.sortKey(plan, page, element));
    var owners = Sql.of(" FROM unnest(", IDS, ") AS " + owner + " (id)");
    var sql =
        Sql.of("SELECT ", compiler.columns, owners, " CROSS JOIN LATERAL (")
            .append(page.rows().with(Map.of(Sql.OWNER, owner + ".id")))
            .append(") " + element.alias())
            .append(compiler.from.joins())
            .append(" ORDER BY " + page.orderOf(element.alias()));
    var collection =
        new Branch.Batched(
            read,
            asked != null && asked.most() == 0 ? null : anew ? sql.plannedAnew() : sql,
            asked != null && asked.counted() ? count(plan, target, anew) : null);
    collections.add(collection);
    collections.addAll(compiler.collections);
    bytesOf.put(collection, compiler.rowBytes);
    bytesOf.putAll(compiler.bytesOf);
    return collection;
  }

  /** Counts all elements of the collections of many owners, with their ids. */
  private Sql count(ListPlan plan, Resource target, boolean anew) {
    var owner = "owner";
    var all =
        FetchCompiler.matching(target, plan, from.caller(), "count(*)")
            .with(Map.of(Sql.OWNER, owner + ".id"));
    var sql =
        Sql.of("SELECT " + owner + ".id, (", all, ") FROM unnest(", IDS, ") AS " + owner + " (id)");
    return anew ? sql.plannedAnew() : sql;
  }

  private static Elements collection(
      Scope owner,
      Selection.Branch branch,
      String path,
      ListPlan plan,
      RecordReader reader,
      List<ValueReader> sortKey) {
    int most = plan.limit() == ListPlan.NO_LIMIT ? plan.limit() : plan.limit() - 1;
    return new Elements(
        path, owner.resource().type(), branch.relation().name(), reader, most, sortKey);
  }

  /** What the token of a collection holds; a list without a limit needs none. */
  private List<ValueReader> sortKey(ListPlan plan, PageCompiler page, Scope element) {
    return plan.limit() == ListPlan.NO_LIMIT ? List.of() : sortKey(page, element);
  }

  /**
   * Reads what page tokens hold of the rows of a page.
   *
   * @param scope of such a row
   */
  List<ValueReader> sortKey(PageCompiler page, Scope scope) {
    var order = page.order();
    var readers = new ArrayList<ValueReader>();
    for (int i = 0; i < page.sortColumns().size(); i++) {
      int column = column(scope.column(page.sortColumns().get(i)));
      readers.add(
          order.type(i) == FieldType.NAME
              ? rows -> rows.getObject(column, UUID.class)
              : ValueReader.of(order.type(i), column));
    }
    return readers;
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
