package campus.shared.persistence.compile;

import campus.shared.application.call.Caller;
import campus.shared.application.query.Selection;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.fetch.Fetch;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.jdbc.Sql;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Compiles the statements of reads: a resource, a page of a list, the pages of several calls, a
 * count, row locks.
 */
public final class FetchCompiler {

  /** Always true, and evaluated before the first row is locked. */
  private static final String AFTER_OUTERMOST = " AND (SELECT count(*) FROM outermost) >= 0";

  private FetchCompiler() {}

  /**
   * What is read of each resource.
   *
   * @param caller somebody with the roles of those who will call
   */
  public record Wanted(
      Resource resource, Selection selection, Nesting nesting, Caller caller, AnswerBudget budget) {

    SelectionCompiler compiler(boolean mayJoinCollection) {
      return new SelectionCompiler(caller, nesting, mayJoinCollection);
    }

    PageCompiler page(ListPlan plan, SelectionCompiler compiler, boolean keysAlone) {
      return new PageCompiler(resource, plan, caller, compiler.aliases(), keysAlone);
    }
  }

  /**
   * Fetches the resource with the ids of the arguments.
   *
   * @param keyed the resources whose keys stand in place of ids; null for ids
   */
  public static Fetch get(Wanted wanted, List<@Nullable Resource> keyed) {
    var resource = wanted.resource();
    var compiler = wanted.compiler(true);
    var root = compiler.root(resource);
    var where = new Sql();
    for (int i = 0; i < resource.key().size(); i++) {
      where
          .append(i == 0 ? "" : " AND ")
          .append(root.column(resource.key().get(i)) + " = ")
          .append(id(keyed.get(i), new Sql.Id(i), wanted.caller(), compiler.aliases()));
    }
    var reader = compiler.rootReader(root, wanted.selection());
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
    return compiler.fetch(sql, reader, List.of(), wanted.budget());
  }

  private static Sql id(
      @Nullable Resource keyed, Sql.Id given, Caller caller, Scope.Counter aliases) {
    return keyed == null
        ? Sql.of(given)
        : Sql.of("(", byKey(keyed, Sql.of(" = ", given), caller, aliases, false), " LIMIT 1)");
  }

  /**
   * Selects the ids and keys of the resources that the caller sees, with some keys. The first one
   * with a key counts.
   *
   * @param keys an array
   */
  public static Sql keys(Resource resource, Sql keys, Caller caller) {
    return byKey(resource, Sql.of(" = ANY(", keys, ")"), caller, new Scope.Counter(), true);
  }

  private static Sql byKey(
      Resource resource, Sql fits, Caller caller, Scope.Counter aliases, boolean withKey) {
    var natural = Objects.requireNonNull(resource.natural());
    var field = Objects.requireNonNull(resource.schema().field(natural.field()));
    var scope = Scope.root(new Scope.From(caller, aliases), resource, aliases.next(), false);
    var order = new StringBuilder();
    natural.first().forEach(first -> order.append(scope.column(first)).append(", "));
    var key = scope.compared(resource.column(field));
    return Sql.of("SELECT " + scope.id(), withKey ? Sql.of(", ", key) : "")
        .append(" FROM " + resource.table() + " " + scope.alias() + " WHERE ")
        .append(key)
        .append(fits)
        .append(scope.rowRule(resource, scope.alias()))
        .append(" ORDER BY " + order + scope.id());
  }

  /**
   * Fetches a page of a list.
   *
   * <p>A subquery with the limit chooses the rows; joins then add to these few. The planner would
   * otherwise walk whole tables for a merge join, and a lateral join would multiply rows.
   *
   * @param apart whether each collection has a query of its own
   */
  public static Fetch list(Wanted wanted, ListPlan plan, boolean apart) {
    var compiler = wanted.compiler(!apart);
    var root = compiler.root(wanted.resource());
    var page = wanted.page(plan, compiler, false);
    var reader = compiler.rootReader(root, wanted.selection());
    var sortKey = compiler.sortKey(page, root);
    var sql = page(compiler, root, page, page.rows());
    if (plan.dependsOnValues()) {
      sql.plannedAnew();
    }
    return compiler.fetch(sql, reader, sortKey, wanted.budget());
  }

  /**
   * Fetches the pages of several calls for lists of one shape. A row on several pages comes once,
   * with the numbers of its calls in the last column.
   *
   * @return null if the calls see different things in a row
   */
  public static @Nullable Fetch pages(Wanted wanted, ListPlan plan) {
    var resource = wanted.resource();
    var compiler = wanted.compiler(true);
    var root = compiler.root(resource);
    var page = wanted.page(plan, compiler, true);
    var reader = compiler.rootReader(root, wanted.selection());
    var sortKey = compiler.sortKey(page, root);
    compiler.column(root.column(SharedFetch.CALLS));
    if (compiler.dependsOnCaller()) {
      return null;
    }
    var key = String.join(", ", resource.key());
    var found = key + ", " + String.join(", ", page.sortColumns());
    var rows =
        Sql.of("SELECT * FROM (SELECT " + found + ", " + SharedFetch.CALLS_OF_ROWS + " FROM ")
            .append(SharedFetch.answersOfAll(page.rows(), plan.ids()))
            .append(" GROUP BY " + found + ") " + compiler.aliases().next())
            .append(" JOIN " + resource.table() + " USING (" + key + ")");
    return compiler.fetch(page(compiler, root, page, rows), reader, sortKey, wanted.budget());
  }

  /** The compiled columns of the rows of a page. */
  private static Sql page(SelectionCompiler compiler, Scope root, PageCompiler page, Sql rows) {
    var collectionOrder = compiler.joinedOrder();
    return compiler
        .select(Sql.of("(", rows, ")"), root)
        .append(" ORDER BY " + page.orderOf(root.alias()))
        .append(collectionOrder == null ? "" : ", " + collectionOrder);
  }

  /** The order of a list. */
  public static SortOrder order(Resource resource, ListPlan plan, Caller caller) {
    var compiler = new SelectionCompiler(caller, Nesting.DEFAULT, false);
    return new PageCompiler(resource, plan, caller, compiler.aliases(), false).order();
  }

  /** Counts the resources on all pages of a list. */
  public static Sql count(Resource resource, ListPlan plan, Caller caller) {
    var sql = matching(resource, plan, caller, "count(*)");
    return plan.countDependsOnValues() ? sql.plannedAnew() : sql;
  }

  /** Selects a value for each resource on all pages of a list. */
  public static Sql matching(Resource resource, ListPlan plan, Caller caller, String value) {
    var compiler = new SelectionCompiler(caller, Nesting.DEFAULT, false);
    var root = compiler.root(resource);
    var where = plan.candidate(root).where();
    if (plan.subset() instanceof PageSource source) {
      where.append(" AND ").append(source.counted(root.row()));
    }
    compiler.column(value);
    return compiler.select(Sql.of(resource.table()), root).append(" WHERE ").append(where);
  }

  /**
   * Locks the resources of a list in the order of their ids, and answers their keys. Resources that
   * are within others (comments within posts) are locked after those.
   */
  public static Sql lock(Resource resource, ListPlan plan, Caller caller) {
    var outer = resource.outer();
    if (outer == null) {
      return matches(resource, plan, caller, resource.key(), "", true);
    }
    var id = outer.foreign();
    return Sql.of("WITH outermost AS MATERIALIZED (SELECT " + id)
        .append(" FROM " + outer.target().get().table() + " WHERE " + id + " IN (")
        .append(matches(resource, plan, caller, List.of(outer.local()), "", false))
        .append(") ORDER BY " + id + " FOR NO KEY UPDATE) ")
        .append(matches(resource, plan, caller, resource.key(), AFTER_OUTERMOST, true));
  }

  private static Sql matches(
      Resource resource,
      ListPlan plan,
      Caller caller,
      List<String> columns,
      String further,
      boolean locks) {
    var compiler = new SelectionCompiler(caller, Nesting.DEFAULT, false);
    var root = compiler.root(resource);
    var where = plan.candidate(root).where();
    columns.forEach(column -> compiler.column(root.column(column)));
    return compiler
        .select(Sql.of(resource.table()), root)
        .append(" WHERE ")
        .append(where)
        .append(further)
        .append(" ORDER BY " + root.id())
        .append(plan.window())
        .append(locks ? " FOR UPDATE OF " + root.alias() : "");
  }
}
