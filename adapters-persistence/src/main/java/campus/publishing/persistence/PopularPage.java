package campus.publishing.persistence;

import campus.shared.application.query.FieldType;
import campus.shared.persistence.compile.PageCompiler;
import campus.shared.persistence.compile.PageSource;
import campus.shared.persistence.declare.Row;
import campus.shared.persistence.jdbc.Sql;
import java.util.List;

/**
 * The posts published within a time window, the most liked first. The argument is the length of the
 * window in seconds; it ends now, and begins at a full hour.
 *
 * <p>{@link PostRanks} has each published post with its hour, day and month. A window is some hours
 * up to the end of a day, then days up to the end of a month, then months: at most 23, 29, and 12 a
 * year. Of each, the first entries of an index are read, as many as the page has; so the size of
 * the window and the number of posts hardly matter.
 *
 * <p>With a filter, more of each are read, and the filter is applied to the most liked of all. If
 * that does not fill the page, all that it holds for are sorted.
 */
record PopularPage() implements PageSource {

  /** How many posts are tried for each row of a filtered page. */
  private static final int TRIED = 20;

  @Override
  public Sql condition(Row row, Row joined) {
    return Sql.of(row.column("publish_time") + " >= to_timestamp(3600.0 * ", firstHour(), ")");
  }

  @Override
  public List<Ordered> order() {
    return List.of(
        new Ordered((row, _) -> row.column("like_count"), FieldType.INTEGER, true, false));
  }

  @Override
  public Sql counted(Row row) {
    return Sql.of("TRUE");
  }

  @Override
  public boolean dependsOnValues() {
    return false;
  }

  @Override
  public Sql page(PageCompiler page) {
    if (!page.isFiltered()) {
      return page.sorted(mostLiked(page, 1));
    }
    var rows = page.part();
    return page.either(
        mostLiked(page, TRIED),
        page.limit(),
        rows.select(rows.table(), rows.whereAfter()).append(" LIMIT ").append(page.limit()));
  }

  /** The rows of the page among the most liked posts, which are so many for each row. */
  private static Sql mostLiked(PageCompiler page, int perRow) {
    var rows = page.part();
    var ranks = page.alias();
    return rows.select(
        Sql.of(
            "(",
            merged(page, perRow),
            ") " + ranks + " JOIN ",
            rows.table(),
            " ON " + rows.id() + " = " + ranks + ".post_id"),
        rows.where());
  }

  private static Sql merged(PageCompiler page, int perRow) {
    var since = page.alias();
    var firstDay = "((" + since + ".hour + 23) / 24)";
    var firstMonth = "((" + firstDay + " + 29) / 30)";
    return Sql.of(
        "WITH " + since + " (hour, today) AS MATERIALIZED (SELECT ",
        firstHour(),
        ", " + PostRanks.hourOf("now()") + " / 24) SELECT post_id FROM (",
        each(page, since, "hour", since + ".hour", firstDay + " * 24 - 1", perRow),
        " UNION ALL ",
        each(
            page,
            since,
            "day",
            firstDay,
            "LEAST(" + firstMonth + " * 30 - 1, " + since + ".today)",
            perRow),
        " UNION ALL ",
        each(page, since, "month", firstMonth, since + ".today / 30", perRow),
        ") " + page.alias() + " ORDER BY like_count DESC, post_id DESC LIMIT ",
        limit(page, perRow));
  }

  /** The most liked posts of each hour, day or month. */
  private static Sql each(
      PageCompiler page, String since, String unit, String first, String last, int perRow) {
    var number = page.alias();
    var ranks = page.alias();
    var sql =
        Sql.of(
            "SELECT "
                + ranks
                + ".* FROM "
                + since
                + " CROSS JOIN generate_series("
                + first
                + ", "
                + last
                + ") "
                + number
                + " (n) CROSS JOIN LATERAL (SELECT post_id, like_count FROM post_ranks"
                + " WHERE publish_"
                + unit
                + " = "
                + number
                + ".n");
    if (!page.after().isEmpty()) {
      sql.append(Sql.of(" AND (like_count, post_id) < (", Sql.after(0), ", ", Sql.after(1), ")"));
    }
    return sql.append(" ORDER BY like_count DESC, post_id DESC LIMIT ")
        .append(limit(page, perRow))
        .append(") " + ranks);
  }

  private static Sql limit(PageCompiler page, int perRow) {
    return Sql.of("CAST(", page.limit(), " AS bigint) * " + perRow);
  }

  private static Sql firstHour() {
    return Sql.of(
        "CAST(floor(extract(epoch FROM now() - CAST(",
        Sql.argument(0),
        " AS bigint) * interval '1 second') / 3600) AS integer)");
  }
}
