package campus.shared.persistence.compile;

import static java.util.stream.Collectors.joining;

import campus.shared.application.call.Caller;
import campus.shared.application.query.filter.Condition;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.Subset.Ordered;
import campus.shared.persistence.jdbc.Sql;
import java.util.List;
import java.util.Objects;
import java.util.stream.IntStream;

/**
 * Compiles the rows of a page: all columns of their table or the key alone, then the expressions of
 * the order.
 */
public final class PageCompiler {

  private final Resource resource;
  private final ListPlan plan;
  private final Caller caller;
  private final Scope.Counter aliases;
  private final SortOrder order;
  private final boolean keysAlone;

  /**
   * @param keysAlone whether rows have only the key columns of their table
   */
  PageCompiler(
      Resource resource, ListPlan plan, Caller caller, Scope.Counter aliases, boolean keysAlone) {
    this.resource = resource;
    this.plan = plan;
    this.caller = caller;
    this.aliases = aliases;
    this.keysAlone = keysAlone;
    this.order = plan.candidate(newScope()).order();
  }

  /** The order of the page, over its {@link #sortColumns}. */
  SortOrder order() {
    return order;
  }

  /** The names that the expressions of the order have in the rows of the page. */
  List<String> sortColumns() {
    return IntStream.range(0, order.expressions().size())
        .mapToObj(PageCompiler::sortColumn)
        .toList();
  }

  /** The terms after {@code ORDER BY} for rows of the page. */
  String orderOf(String alias) {
    return order.orderBy(sortColumns().stream().map(column -> alias + "." + column).toList());
  }

  private static String sortColumn(int part) {
    return "sort_" + part;
  }

  /** The rows of the page, each with what they are ordered by. */
  Sql rows() {
    if (plan.subset() instanceof PageSource source) {
      return source.page(this);
    }
    return !plan.after().isEmpty() && order.endsWithAbsent(plan.after())
        ? presentThenAbsent()
        : straight();
  }

  /**
   * All rows of a list without a limit, each with its number in the order. They come in any order.
   *
   * @param number the column with the number
   */
  Sql numbered(String number) {
    var rows = part();
    var order = rows.order.orderBy(rows.order.expressions());
    return Sql.of("SELECT " + rows.selected())
        .append(", row_number() OVER (ORDER BY " + order + ") AS " + number)
        .append(" FROM ")
        .append(rows.table())
        .append(rows.scope.from().joins())
        .append(" WHERE ")
        .append(rows.where());
  }

  private Sql straight() {
    var rows = part();
    return rows.select(rows.table(), rows.whereAfter(rows.order)).append(plan.window());
  }

  /** The rows that have the first value, by a range of its index; then those that lack it. */
  private Sql presentThenAbsent() {
    var present = part();
    var absent = part();
    return either(
        present.select(
            present.table(),
            present
                .whereAfter(present.order.ofPresent())
                .append(" AND ")
                .append(present.order.present())),
        Sql.of("0"),
        absent
            .select(absent.table(), absent.where().append(" AND ").append(absent.order.absent()))
            .append(" LIMIT ")
            .append(limit()));
  }

  /** A new alias. */
  public String alias() {
    return aliases.next();
  }

  /** The number of rows to skip and to answer. */
  public Sql limit() {
    return plan.skips()
        ? Sql.of("(" + plan.limit() + " + ", Sql.SKIP, ")")
        : Sql.of(String.valueOf(plan.limit()));
  }

  /** What is known of the key of the row that the page follows; empty for the first page. */
  public List<After> after() {
    return plan.after();
  }

  /** Whether a filter holds for some of the rows only. */
  public boolean isFiltered() {
    return !plan.condition().equals(Condition.ALWAYS);
  }

  /** A part of the statement that rows of the page are chosen from. */
  public Part part() {
    return new Part();
  }

  /** The rows of the page among other rows of it, in order. */
  public Sql sorted(Sql rows) {
    return Sql.of(
        "SELECT * FROM (",
        rows,
        ") " + alias() + " ORDER BY " + order.orderBy(sortColumns()),
        plan.window());
  }

  /**
   * The page from the first rows. If they do not fill it, other rows are read too.
   *
   * @param kept the number of first rows below which none of them count
   */
  public Sql either(Sql first, Sql kept, Sql others) {
    var found = alias();
    var count = "(SELECT count(*) FROM " + found + ")";
    return Sql.of(
        "WITH " + found + " AS MATERIALIZED (",
        first,
        " LIMIT ",
        limit(),
        ") ",
        sorted(
            Sql.of(
                "SELECT * FROM " + found + " WHERE " + count + " >= ",
                kept,
                " UNION ALL SELECT * FROM (",
                others,
                ") " + alias() + " WHERE " + count + " < ",
                limit())));
  }

  /**
   * The first rows of the subset in an order, without the other conditions of the page.
   *
   * @param from the index in the key of the page where the key in that order begins; negative to
   *     begin with the first row
   * @param perRow how many rows to read for each row of the page
   */
  public Sql walk(List<Ordered> by, int from, Sql perRow) {
    // Without the join of the subset.
    var rows = part();
    var inOrder = rows.candidate.order(by);
    var sql =
        Sql.of(
            "(SELECT " + rows.row().alias() + ".* FROM ",
            rows.table(),
            " WHERE (",
            Objects.requireNonNull(plan.subset()).condition(rows.row(), rows.joined()),
            ")");
    if (from >= 0) {
      var key = plan.after().subList(from, plan.after().size());
      sql.append(" AND ").append(inOrder.after(key, plan.firstAfter() + from));
    }
    return sql.append(" ORDER BY " + inOrder.orderBy(inOrder.expressions()))
        .append(" LIMIT CAST(")
        .append(limit())
        .append(" AS bigint) * ")
        .append(perRow)
        .append(")");
  }

  private Scope newScope() {
    return Scope.root(new Scope.From(caller, aliases), resource, alias(), false);
  }

  /** Rows that the page is chosen from, in one part of the statement. */
  public final class Part {

    private final Scope scope = newScope();
    private final ListPlan.Candidate candidate = plan.candidate(scope);
    private final SortOrder order = candidate.order();

    public Row row() {
      return scope.row();
    }

    /** The row that the subset joins to each. */
    public Row joined() {
      return candidate.joined();
    }

    /** The key column that tells one row from all others. */
    public String id() {
      return scope.id();
    }

    /** The whole table, under the alias of the row. */
    public Sql table() {
      return Sql.of(resource.table() + " " + scope.alias());
    }

    /** The condition for all rows of the list. */
    public Sql where() {
      return candidate.where();
    }

    /** The condition for the rows of the page and of those after it. */
    public Sql whereAfter() {
      return whereAfter(order);
    }

    private Sql whereAfter(SortOrder inOrder) {
      return plan.after().isEmpty()
          ? where()
          : where().append(" AND ").append(inOrder.after(plan.after(), plan.firstAfter()));
    }

    /** The rows in the order of the page, without a limit. */
    public Sql select(Sql table, Sql where) {
      return select(table, where, order);
    }

    /** The rows in another order, without a limit. */
    public Sql select(Sql table, Sql where, List<Ordered> by) {
      return select(table, where, candidate.order(by));
    }

    private Sql select(Sql table, Sql where, SortOrder by) {
      var sql = Sql.of("SELECT " + selected());
      for (int i = 0; i < order.expressions().size(); i++) {
        sql.append(", " + order.expressions().get(i) + " AS " + sortColumn(i));
      }
      return sql.append(" FROM ")
          .append(table)
          .append(scope.from().joins())
          .append(" WHERE ")
          .append(where)
          .append(" ORDER BY " + by.orderBy(by.expressions()));
    }

    private String selected() {
      return keysAlone
          ? resource.key().stream().map(scope::column).collect(joining(", "))
          : scope.alias() + ".*";
    }
  }
}
