package campus.publishing.persistence;

import campus.shared.persistence.compile.PageCompiler;
import campus.shared.persistence.compile.PageSource;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.declare.RowSql;
import campus.shared.persistence.jdbc.Sql;
import java.util.List;

/**
 * The newest resources of many owners. Pages are read by walking the newest resources of all, as
 * long as that cannot cost more than the other way: merging the newest ones of each owner. So it is
 * quick for many owners, who own much of what is new, and for few, who do not.
 *
 * @param owners selects the ids of the owners
 * @param ownerCount selects how many they are
 * @param owner the column with the id of the owner
 * @param shown which resources count
 */
public record FeedPage(Sql owners, Sql ownerCount, String owner, RowSql shown, List<Ordered> order)
    implements PageSource {

  /** How many rows are walked for each row of the page at most. */
  private static final int MAX_WALKED = 100;

  /** Up to so many owners are cheaper to have at hand than to look up for each row walked. */
  private static final int FEW_OWNERS = 200;

  @Override
  public Sql condition(Row row, Row joined) {
    return shown.of(row);
  }

  @Override
  public Sql counted(Row row) {
    return Sql.of(row.column(owner), " IN (", owners, ")");
  }

  /** The way is chosen while the statement runs. */
  @Override
  public boolean dependsOnValues() {
    return false;
  }

  @Override
  public Sql page(PageCompiler page) {
    return page.either(walked(page), page.limit(), merged(page));
  }

  private Sql walked(PageCompiler page) {
    var rows = page.part();
    var perRow = Sql.of("LEAST(" + MAX_WALKED + ", (", ownerCount, "))");
    var newest = page.walk(order, page.after().isEmpty() ? -1 : 0, perRow);
    return rows.select(
        Sql.of(newest, " " + rows.row().alias()),
        rows.where().append(" AND ").append(isOwned(rows.row().column(owner))));
  }

  /**
   * OFFSET keeps the look-up one for each row, so that the walk can end when the page is full; CASE
   * keeps either way from becoming a join.
   */
  private Sql isOwned(String ownerId) {
    return Sql.of(
        "CASE WHEN (",
        ownerCount,
        ") <= " + FEW_OWNERS + " THEN " + ownerId + " IN (",
        owners,
        ") ELSE EXISTS (SELECT 1 FROM (",
        owners,
        ") o (id) WHERE o.id = " + ownerId + " OFFSET 0) END");
  }

  private Sql merged(PageCompiler page) {
    var rows = page.part();
    var each = page.alias();
    var merged = page.alias();
    return Sql.of(
        "SELECT " + merged + ".* FROM (",
        owners,
        ") " + each + " (id) CROSS JOIN LATERAL (",
        rows.select(
            rows.table(),
            rows.whereAfter().append(" AND " + rows.row().column(owner) + " = " + each + ".id")),
        " LIMIT ",
        page.limit(),
        ") " + merged);
  }
}
