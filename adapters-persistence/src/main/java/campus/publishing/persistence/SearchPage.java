package campus.publishing.persistence;

import campus.shared.application.query.FieldType;
import campus.shared.persistence.compile.PageCompiler;
import campus.shared.persistence.compile.PageSource;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.RowSql;
import campus.shared.persistence.jdbc.Sql;
import java.util.ArrayList;
import java.util.List;

/**
 * What a text is found in, in two parts: first the resources where it matters most, then the
 * others; each part in the same order.
 *
 * <p>If few are found, all of them are sorted. If many are, those of the first part are looked up,
 * or walked if they are many as well; if they do not fill the page, the others are walked. A walk
 * that does not get far enough is given up, and all that are found are sorted after all.
 *
 * @param few up to how many are few
 * @param matches joins to each row whether it is {@code found} and whether it comes {@code first}
 * @param candidates selects the ids of all that are found, by an index
 * @param firstCandidates selects the ids of those of the first part, by an index
 * @param shown which resources count
 * @param inOrder the order of each part
 */
public record SearchPage(
    int few,
    JoinedSql matches,
    Sql candidates,
    Sql firstCandidates,
    RowSql shown,
    List<Ordered> inOrder)
    implements PageSource {

  /** How many rows are walked for each row of the page. */
  private static final int WALKED = 100;

  @Override
  public Sql join(Row row, Row joined) {
    return matches.of(row, joined);
  }

  @Override
  public Sql condition(Row row, Row joined) {
    return shown.of(row);
  }

  @Override
  public List<Ordered> order() {
    var order = new ArrayList<Ordered>();
    order.add(new Ordered((_, joined) -> joined.column("first"), FieldType.BOOLEAN, true, false));
    order.addAll(inOrder);
    return order;
  }

  @Override
  public Sql counted(Row row) {
    return Sql.of(row.column("id"), " IN (", candidates, ")");
  }

  @Override
  public boolean dependsOnValues() {
    return true;
  }

  @Override
  public Sql page(PageCompiler page) {
    var all = page.alias();
    var firstIds = page.alias();
    var first = page.alias();
    var others = page.alias();
    var isFew = count(all) + " <= " + few;
    var isMany = count(all) + " > " + few;
    var isFewFirst = count(firstIds) + " <= " + few;
    var isFull = Sql.of(count(first) + " + " + count(others) + " >= ", page.limit());
    var notFull = Sql.of(count(first) + " + " + count(others) + " < ", page.limit());
    var enough = " LIMIT " + (few + 1) + "), ";
    return Sql.of(
        "WITH " + all + " (id) AS MATERIALIZED (SELECT * FROM (",
        candidates,
        ") q" + enough,
        firstIds + " (id) AS MATERIALIZED (SELECT * FROM (",
        firstCandidates,
        ") q WHERE " + isMany + enough,
        first + " AS MATERIALIZED (SELECT * FROM (",
        among(page, Sql.of("SELECT id FROM " + firstIds), true),
        ") q WHERE " + isMany + " AND " + isFewFirst + " UNION ALL SELECT * FROM (",
        walked(page, true),
        ") q WHERE " + isMany + " AND NOT (" + isFewFirst + ")), ",
        others + " AS MATERIALIZED (SELECT * FROM (",
        walked(page, false),
        ") q WHERE " + isMany + " AND " + isFewFirst,
        " AND " + count(first) + " < ",
        page.limit(),
        ") ",
        page.sorted(
            Sql.of(
                "SELECT * FROM (",
                among(page, Sql.of("SELECT id FROM " + all), false),
                ") q WHERE " + isFew,
                " UNION ALL SELECT * FROM " + first + " WHERE " + isMany + " AND ",
                isFull,
                " UNION ALL SELECT * FROM " + others + " WHERE " + isMany + " AND ",
                isFull,
                " UNION ALL SELECT * FROM (",
                among(page, candidates, false),
                ") q WHERE " + isMany + " AND ",
                notFull)));
  }

  private static String count(String rows) {
    return "(SELECT count(*) FROM " + rows + ")";
  }

  /** The rows of the page among those with some ids. */
  private static Sql among(PageCompiler page, Sql ids, boolean first) {
    var rows = page.part();
    var where = rows.whereAfter().append(" AND " + rows.id() + " IN (").append(ids).append(")");
    // The index of the first part may tell of candidates that are not in it.
    return rows.select(
            rows.table(), first ? where.append(" AND " + rows.joined().column("first")) : where)
        .append(" LIMIT ")
        .append(page.limit());
  }

  /** The rows of one part that a walk meets. */
  private Sql walked(PageCompiler page, boolean first) {
    var rows = page.part();
    var after = page.after();
    boolean within = !after.isEmpty() && after.getFirst() == (first ? After.TRUE : After.FALSE);
    // Nothing of the first part comes after a row of the other.
    boolean none = !after.isEmpty() && !within && first;
    var isFirst = rows.joined().column("first");
    var part = first ? isFirst : rows.joined().column("found") + " AND NOT " + isFirst;
    return rows.select(
            Sql.of(
                page.walk(inOrder, within ? 1 : -1, Sql.of(String.valueOf(WALKED))),
                " " + rows.row().alias()),
            rows.where().append(" AND " + part + (none ? " AND FALSE" : "")),
            inOrder)
        .append(" LIMIT ")
        .append(page.limit());
  }
}
