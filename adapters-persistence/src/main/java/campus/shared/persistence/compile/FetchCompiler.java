package campus.shared.persistence.compile;

import campus.shared.application.call.Caller;
import campus.shared.application.query.FieldType;
import campus.shared.application.query.Selection;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.fetch.Fetch;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.fetch.ValueReader;
import campus.shared.persistence.jdbc.Sql;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the statements of reads: a resource, a page of a list, the pages of several calls, a
 * count, row locks.
 */
public final class FetchCompiler {

  private FetchCompiler() {}

  /** Fetches the resource with the ids of the arguments. */
  public static Fetch get(
      Resource resource, Selection selection, Caller caller, AnswerBudget budget) {
    var compiler = new SelectionCompiler(caller, true);
    var root = compiler.root(resource);
    var where = new Sql();
    for (int i = 0; i < resource.key().size(); i++) {
      where
          .append(i == 0 ? "" : " AND ")
          .append(root.column(resource.key().get(i)) + " = ")
          .append(new SharedFetch.Id(i));
    }
    var reader = compiler.rootReader(root, selection);
    var sql =
        compiler
            .select(Sql.of(resource.table()), root)
            .append(" WHERE ")
            .append(where)
            .append(root.rowRule(resource, root.alias()));
    var order = compiler.joinedOrder();
    if (order != null) {
      sql.append(" ORDER BY " + order);
    }
    return compiler.fetch(sql, reader, List.of(), budget);
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
    var compiler = new SelectionCompiler(caller, !apart);
    var root = compiler.root(resource);
    var page = new PageCompiler(resource, plan, caller, compiler.aliases(), false);
    var reader = compiler.rootReader(root, selection);
    var sortKey = sortKey(compiler, root, page);
    var sql = page(compiler, root, page, page.rows());
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
    var compiler = new SelectionCompiler(caller, true);
    var root = compiler.root(resource);
    var page = new PageCompiler(resource, plan, caller, compiler.aliases(), true);
    var reader = compiler.rootReader(root, selection);
    var sortKey = sortKey(compiler, root, page);
    compiler.column(root.column(SharedFetch.CALLS));
    if (compiler.dependsOnCaller()) {
      return null;
    }
    var key = String.join(", ", resource.key());
    var found = key + ", " + String.join(", ", page.sortColumns());
    var rows =
        Sql.of("SELECT * FROM (SELECT " + found + ", " + SharedFetch.CALLS_OF_ROWS + " FROM ")
            .append(SharedFetch.answersOfAll(page.rows(), plan.ids(resource)))
            .append(" GROUP BY " + found + ") " + compiler.aliases().next())
            .append(" JOIN " + resource.table() + " USING (" + key + ")");
    return compiler.fetch(page(compiler, root, page, rows), reader, sortKey, budget);
  }

  /** The compiled columns of the rows of a page. */
  private static Sql page(SelectionCompiler compiler, Scope root, PageCompiler page, Sql rows) {
    var collectionOrder = compiler.joinedOrder();
    return compiler
        .select(Sql.of("(", rows, ")"), root)
        .append(" ORDER BY " + page.order().orderBy(sorted(root, page)))
        .append(collectionOrder == null ? "" : ", " + collectionOrder);
  }

  private static List<String> sorted(Scope root, PageCompiler page) {
    return page.sortColumns().stream().map(root::column).toList();
  }

  /** The order of a list. */
  public static SortOrder order(Resource resource, ListPlan plan, Caller caller) {
    var compiler = new SelectionCompiler(caller, false);
    return new PageCompiler(resource, plan, caller, compiler.aliases(), false).order();
  }

  /** Counts the resources on all pages of a list. */
  public static Sql count(Resource resource, ListPlan plan, Caller caller) {
    var compiler = new SelectionCompiler(caller, false);
    var root = compiler.root(resource);
    var where = plan.candidate(root).where();
    if (plan.subset() instanceof PageSource source) {
      where.append(" AND ").append(source.counted(root.row()));
    }
    compiler.column("count(*)");
    var sql = compiler.select(Sql.of(resource.table()), root).append(" WHERE ").append(where);
    return plan.countDependsOnValues() ? sql.plannedAnew() : sql;
  }

  /** Locks the resources of a list in the order of their ids, and answers their keys. */
  public static Sql lock(Resource resource, ListPlan plan, Caller caller) {
    var compiler = new SelectionCompiler(caller, false);
    var root = compiler.root(resource);
    var where = plan.candidate(root).where();
    resource.key().forEach(key -> compiler.column(root.column(key)));
    return compiler
        .select(Sql.of(resource.table()), root)
        .append(" WHERE ")
        .append(where)
        .append(" ORDER BY " + root.id())
        .append(plan.window())
        .append(" FOR UPDATE OF " + root.alias());
  }

  private static List<ValueReader> sortKey(
      SelectionCompiler compiler, Scope root, PageCompiler page) {
    var sorted = sorted(root, page);
    var readers = new ArrayList<ValueReader>();
    for (int i = 0; i < sorted.size(); i++) {
      int column = compiler.column(sorted.get(i));
      readers.add(
          page.order().type(i) == FieldType.NAME
              ? rows -> rows.getObject(column, UUID.class)
              : ValueReader.of(page.order().type(i), column));
    }
    return readers;
  }
}
