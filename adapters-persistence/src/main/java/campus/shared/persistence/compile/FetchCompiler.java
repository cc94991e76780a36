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
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.fetch.ValueReader;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import java.sql.ResultSet;
import java.sql.SQLException;
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
public final class FetchCompiler {

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

  private FetchCompiler(Caller caller, boolean mayJoinCollection) {
    this.aliases = new Scope.Counter();
    this.from = new Scope.From(caller, aliases);
    this.joined = aliases.next();
    this.mayJoinCollection = mayJoinCollection;
  }

  /** Fetches the resource with the ids of the arguments. */
  public static Fetch get(
      Resource resource, Selection selection, Caller caller, AnswerBudget budget) {
    var compiler = new FetchCompiler(caller, true);
    var root = compiler.root(resource);
    var where = new Sql();
    for (int i = 0; i < resource.key().size(); i++) {
      where
          .append(i == 0 ? "" : " AND ")
          .append(root.column(resource.key().get(i)) + " = ")
          .append(new SharedFetch.Id(i));
    }
    return compiler.compile(root, selection, resource.table(), where, budget);
  }

  /**
   * Fetches a page of a list.
   *
   * <p>A subquery with the limit chooses the rows; joins then add to these few. The planner would
   * otherwise walk whole tables for a merge join, and a lateral join would multiply rows.
   *
   * @param apart whether each collection has a query of its own
   */
  public static Fetch list(
      Resource resource,
      Selection selection,
      ListPlan plan,
      Caller caller,
      boolean apart,
      AnswerBudget budget) {
    var compiler = new FetchCompiler(caller, !apart);
    var root = compiler.root(resource);
    var page = new PageCompiler(resource, plan, caller, compiler.aliases, false);
    var reader = compiler.rootReader(root, selection);
    var sortKey = compiler.sortKey(root, page);
    var sql = compiler.page(root, page, page.rows());
    if (plan.dependsOnValues()) {
      sql.plannedAnew();
    }
    return compiler.fetch(sql, reader, sortKey, budget);
  }

  /**
   * Fetches the pages of several calls for lists of one shape. A row on several pages comes once,
   * with the numbers of its calls in the last column.
   *
   * @return null if the calls see different things in a row
   */
  public static @Nullable Fetch pages(
      Resource resource, Selection selection, ListPlan plan, Caller caller, AnswerBudget budget) {
    var compiler = new FetchCompiler(caller, true);
    var root = compiler.root(resource);
    var page = new PageCompiler(resource, plan, caller, compiler.aliases, true);
    var reader = compiler.rootReader(root, selection);
    var sortKey = compiler.sortKey(root, page);
    compiler.column(root.column(SharedFetch.CALLS));
    boolean differ =
        compiler.columns.dependsOnCaller()
            || compiler.from.joins().dependsOnCaller()
            || compiler.collections.stream().anyMatch(all -> all.sql().dependsOnCaller());
    if (differ) {
      return null;
    }
    var key = String.join(", ", resource.key());
    var found = key + ", " + String.join(", ", page.sortColumns());
    var rows =
        Sql.of("SELECT * FROM (SELECT " + found + ", " + SharedFetch.CALLS_OF_ROWS + " FROM ")
            .append(SharedFetch.answersOfAll(page.rows(), plan.ids(resource)))
            .append(" GROUP BY " + found + ") " + compiler.aliases.next())
            .append(" JOIN " + resource.table() + " USING (" + key + ")");
    return compiler.fetch(compiler.page(root, page, rows), reader, sortKey, budget);
  }

  /** The compiled columns of the rows of a page. */
  private Sql page(Scope root, PageCompiler page, Sql rows) {
    return Sql.of("SELECT ")
        .append(columns)
        .append(" FROM (")
        .append(rows)
        .append(") " + root.alias())
        .append(from.joins())
        .append(" ORDER BY " + page.order().orderBy(sorted(root, page)))
        .append(joinedOrder == null ? "" : ", " + joinedOrder);
  }

  private static List<String> sorted(Scope root, PageCompiler page) {
    return page.sortColumns().stream().map(root::column).toList();
  }

  /** The order of a list. */
  public static SortOrder order(Resource resource, ListPlan plan, Caller caller) {
    var compiler = new FetchCompiler(caller, false);
    return new PageCompiler(resource, plan, caller, compiler.aliases, false).order();
  }

  /** Counts the resources on all pages of a list. */
  public static Sql count(Resource resource, ListPlan plan, Caller caller) {
    var compiler = new FetchCompiler(caller, false);
    var root = compiler.root(resource);
    var where = plan.candidate(root).where();
    if (plan.subset() instanceof PageSource source) {
      where.append(" AND ").append(source.counted(root.row()));
    }
    compiler.column("count(*)");
    var sql = compiler.select(resource.table(), root).append(" WHERE ").append(where);
    return plan.countDependsOnValues() ? sql.plannedAnew() : sql;
  }

  /** Locks the resources of a list in the order of their ids, and answers their keys. */
  public static Sql lock(Resource resource, ListPlan plan, Caller caller) {
    var compiler = new FetchCompiler(caller, false);
    var root = compiler.root(resource);
    var where = plan.candidate(root).where();
    resource.key().forEach(key -> compiler.column(root.column(key)));
    return compiler
        .select(resource.table(), root)
        .append(" WHERE ")
        .append(where)
        .append(" ORDER BY " + root.id())
        .append(plan.window())
        .append(" FOR UPDATE OF " + root.alias());
  }

  private Scope root(Resource resource) {
    return Scope.root(from, resource, aliases.next(), false);
  }

  private Sql select(String table, Scope root) {
    return Sql.of("SELECT ")
        .append(columns)
        .append(" FROM " + table + " " + root.alias())
        .append(from.joins());
  }

  private Fetch fetch(
      Sql sql, RecordReader reader, List<ValueReader> sortKey, AnswerBudget budget) {
    if (budget.isExceedable()) {
      sql.readInPortions(AnswerBudget.rowsAtATime(rowBytes));
      bytesOf.forEach(
          (collection, bytes) -> collection.sql().readInPortions(AnswerBudget.rowsAtATime(bytes)));
    }
    return new Fetch(sql, reader, sortKey, collections, budget);
  }

  private Fetch compile(
      Scope root, Selection selection, String table, Sql where, AnswerBudget budget) {
    var reader = rootReader(root, selection);
    var sql =
        select(table, root)
            .append(" WHERE ")
            .append(where)
            .append(root.rowRule(root.resource(), root.alias()));
    if (joinedOrder != null) {
      sql.append(" ORDER BY " + joinedOrder);
    }
    return fetch(sql, reader, List.of(), budget);
  }

  private List<ValueReader> sortKey(Scope root, PageCompiler page) {
    var sorted = sorted(root, page);
    var readers = new ArrayList<ValueReader>();
    for (int i = 0; i < sorted.size(); i++) {
      int column = column(sorted.get(i));
      readers.add(
          page.order().type(i) == FieldType.NAME
              ? rows -> rows.getObject(column, UUID.class)
              : ValueReader.of(page.order().type(i), column));
    }
    return readers;
  }

  /** The reader of the resource that the query is about. */
  private RecordReader rootReader(Scope root, Selection selection) {
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
      var name = name(join.target().get(), List.of(column));
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
    var compiler = new FetchCompiler(from.caller(), false);
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
      return name(scope.resource(), keys);
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

  private static ValueReader name(Resource resource, List<Integer> keys) {
    return rows -> resource.type().named(ids(rows, keys)).toString();
  }

  private static UUID[] ids(ResultSet rows, List<Integer> columns) throws SQLException {
    var ids = new UUID[columns.size()];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = rows.getObject(columns.get(i), UUID.class);
    }
    return ids;
  }

  private int column(String expression) {
    return column(Sql.of(expression));
  }

  private int column(Sql expression) {
    columns.append(columnCount == 0 ? "" : ", ").append(expression);
    rowBytes += COLUMN_BYTES;
    return ++columnCount;
  }
}
