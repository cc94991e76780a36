package campus.shared.persistence.compile;

import static java.util.stream.Collectors.joining;

import campus.shared.application.call.Caller;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.jdbc.Sql;
import java.util.List;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Compiles which rows make a page, in which order: the columns of their table or their keys alone,
 * and after them what they are ordered by.
 */
final class PageCompiler {

  /**
   * How many rows are walked for each row of the page at most, before the newest rows of each owner
   * are merged instead.
   */
  private static final int MAX_WALKED = 100;

  /** So many owners at most are cheaper to have at hand than to look up for each row walked. */
  private static final int FEW_OWNERS = 200;

  private final Resource resource;
  private final ListPlan plan;
  private final Caller caller;
  private final Scope.Counter aliases;
  private final SortOrder order;
  private final List<@Nullable Object> after;
  private final boolean keysAlone;

  /**
   * @param keysAlone whether the rows of the page have the keys of their table only
   */
  PageCompiler(
      Resource resource, ListPlan plan, Caller caller, Scope.Counter aliases, boolean keysAlone) {
    this.resource = resource;
    this.plan = plan;
    this.caller = caller;
    this.aliases = aliases;
    this.keysAlone = keysAlone;
    this.order = plan.candidate(newScope()).order();
    this.after = plan.after().isEmpty() ? List.of() : order.fromTexts(plan.after());
  }

  /** The order of the page; what its expressions are called is for the page itself to say. */
  SortOrder order() {
    return order;
  }

  private static String sortColumn(int part) {
    return "sort_" + part;
  }

  /** The rows of the page, each with what they are ordered by. */
  Sql rows() {
    if (plan.subset() instanceof Resource.OwnersSubset owners) {
      return newestOf(owners);
    }
    if (plan.subset() instanceof Resource.FoundSubset found) {
      return found(found);
    }
    return !after.isEmpty() && order.endsWithAbsent(after) ? presentThenAbsent() : straight();
  }

  private Sql straight() {
    var rows = new Rows();
    return rows.select(rows.table(), rows.whereAfter(rows.order)).append(plan.window());
  }

  /**
   * Those that have what they are ordered by, from the middle of an index; then those that have
   * not.
   */
  private Sql presentThenAbsent() {
    var present = new Rows();
    var absent = new Rows();
    return either(
        present.select(
            present.table(),
            present
                .whereAfter(present.order.ofPresent())
                .append(" AND ")
                .append(present.order.present())),
        "0",
        absent
            .select(absent.table(), absent.where().append(" AND ").append(absent.order.absent()))
            .append(limit()));
  }

  /**
   * The newest of many owners. First the newest rows of all are walked, as far as that costs no
   * more than to read a page of each owner; where that is not enough for the page, the newest rows
   * of each owner are read after all. So it is quick for somebody with many owners, who own much of
   * what is new, as well as for somebody with few, who do not.
   */
  private Sql newestOf(Resource.OwnersSubset subset) {
    var walked = new Rows();
    var owned = new Rows();
    var owner = aliases.next();
    var merged = aliases.next();
    var owners = walked.candidate.expand(subset.owners());
    var ownersId = walked.scope.column(subset.owner());
    // OFFSET keeps the latter a look-up for each row, so that the walk can end when the page is
    // full; nor does CASE let any of it become a join.
    var isOwned =
        Sql.of(" AND CASE WHEN (")
            .append(walked.candidate.expand(subset.ownerCount()))
            .append(") <= " + FEW_OWNERS + " THEN " + ownersId + " IN (")
            .append(owners)
            .append(") ELSE EXISTS (SELECT 1 FROM (")
            .append(owners)
            .append(") o (id) WHERE o.id = " + ownersId + " OFFSET 0) END");
    return either(
        walked.select(
            newest(subset).append(" " + walked.scope.alias()), walked.where().append(isOwned)),
        limitValue(),
        Sql.of("SELECT " + merged + ".* FROM (")
            .append(owned.candidate.expand(subset.owners()))
            .append(") " + owner + " (id) CROSS JOIN LATERAL (")
            .append(
                owned.select(
                    owned.table(),
                    owned
                        .whereAfter(owned.order)
                        .append(
                            " AND " + owned.scope.column(subset.owner()) + " = " + owner + ".id")))
            .append(limit())
            .append(") " + merged));
  }

  /** The rows to walk, whoever owns them. */
  private Sql newest(Resource.OwnersSubset subset) {
    return walk(
        subset,
        subset.order(),
        after,
        rows -> Sql.of("(").append(rows.candidate.expand(subset.ownerCount())).append(")"));
  }

  /**
   * The first rows of all, so many for each row of the page.
   *
   * @param factor how many; at most {@link #MAX_WALKED}
   */
  private Sql walk(
      Resource.Subset subset,
      List<Resource.Ordered> by,
      List<@Nullable Object> from,
      Function<Rows, Sql> factor) {
    // What the subset joins has no part in it.
    var rows = new Rows();
    var inOrder = rows.candidate.order(by);
    var sql =
        Sql.of("(SELECT " + rows.scope.alias() + ".* FROM ")
            .append(rows.table())
            .append(" WHERE (")
            .append(rows.candidate.expand(subset.condition()))
            .append(")");
    if (!from.isEmpty()) {
      sql.append(" AND ").append(inOrder.after(from));
    }
    return sql.append(" ORDER BY " + inOrder.orderBy(inOrder.expressions()))
        .append(" LIMIT CAST(" + limitValue() + " AS bigint)")
        .append(" * LEAST(" + MAX_WALKED + ", ")
        .append(factor.apply(rows))
        .append("))");
  }

  /**
   * What is found. Where few are, all of them are put in order. Where many are, those that come
   * first are looked up, or walked where they are many as well; if they do not fill the page,
   * others are walked. A walk that does not get far enough was not worth it: then all that are
   * found are put in order after all.
   */
  private Sql found(Resource.FoundSubset subset) {
    var any = plan.candidate(newScope());
    var few = aliases.next();
    var fewFirst = aliases.next();
    var first = aliases.next();
    var others = aliases.next();
    var isFew = count(few) + " <= " + subset.few();
    var isMany = count(few) + " > " + subset.few();
    var isFewFirst = count(fewFirst) + " <= " + subset.few();
    var isFull = count(first) + " + " + count(others) + " >= " + limitValue();
    var notFull = count(first) + " + " + count(others) + " < " + limitValue();
    return Sql.of("WITH " + few + " (id) AS MATERIALIZED (SELECT * FROM (")
        .append(any.expand(subset.candidates()))
        .append(") q LIMIT " + (subset.few() + 1) + "), ")
        .append(fewFirst + " (id) AS MATERIALIZED (SELECT * FROM (")
        .append(any.expand(subset.firstCandidates()))
        .append(") q WHERE " + isMany + " LIMIT " + (subset.few() + 1) + "), ")
        .append(first + " AS MATERIALIZED (SELECT * FROM (")
        .append(among(Sql.of("SELECT id FROM " + fewFirst), true))
        .append(") q WHERE " + isMany + " AND " + isFewFirst + " UNION ALL SELECT * FROM (")
        .append(walked(subset, true))
        .append(") q WHERE " + isMany + " AND NOT (" + isFewFirst + ")), ")
        .append(others + " AS MATERIALIZED (SELECT * FROM (")
        .append(walked(subset, false))
        .append(") q WHERE " + isMany + " AND " + isFewFirst)
        .append(" AND " + count(first) + " < " + limitValue() + ")")
        .append(" SELECT * FROM (SELECT * FROM (")
        .append(among(Sql.of("SELECT id FROM " + few), false))
        .append(") q WHERE " + isFew)
        .append(" UNION ALL SELECT * FROM " + first + " WHERE " + isMany + " AND " + isFull)
        .append(" UNION ALL SELECT * FROM " + others + " WHERE " + isMany + " AND " + isFull)
        .append(" UNION ALL SELECT * FROM (")
        .append(among(any.expand(subset.candidates()), false))
        .append(") q WHERE " + isMany + " AND " + notFull + ") " + aliases.next())
        .append(" ORDER BY " + order.orderBy(sortColumns()))
        .append(plan.window());
  }

  /** The rows of the page among those of some ids. */
  private Sql among(Sql ids, boolean first) {
    var rows = new Rows();
    var where =
        rows.whereAfter(rows.order)
            .append(" AND " + rows.scope.id() + " IN (")
            .append(ids)
            .append(")");
    // Of what is a title, say, the index tells candidates only.
    return rows.select(rows.table(), first ? where.append(" AND " + rows.flag("first")) : where)
        .append(limit());
  }

  /** The rows of one part that a walk comes by. */
  private Sql walked(Resource.FoundSubset subset, boolean first) {
    var rows = new Rows();
    boolean within = !after.isEmpty() && after.getFirst() instanceof Boolean at && at == first;
    // After one of the others nothing comes that comes first.
    boolean none = !after.isEmpty() && !within && first;
    var from = within ? after.subList(1, after.size()) : List.<@Nullable Object>of();
    var inOrder = rows.candidate.order(subset.inOrder());
    var part = first ? rows.flag("first") : rows.flag("found") + " AND NOT " + rows.flag("first");
    return rows.select(
            walk(subset, subset.inOrder(), from, _ -> Sql.of(String.valueOf(MAX_WALKED)))
                .append(" " + rows.scope.alias()),
            rows.where().append(" AND " + part + (none ? " AND FALSE" : "")),
            inOrder)
        .append(limit());
  }

  private static String count(String rows) {
    return "(SELECT count(*) FROM " + rows + ")";
  }

  /**
   * The page from the first rows; where they do not fill it, also from others, which are not looked
   * at before.
   *
   * @param kept how many of the first rows there have to be for any of them to count
   */
  private Sql either(Sql first, String kept, Sql others) {
    var found = aliases.next();
    var count = count(found);
    return Sql.of("WITH " + found + " AS MATERIALIZED (")
        .append(first)
        .append(limit())
        .append(") SELECT * FROM (SELECT * FROM " + found + " WHERE " + count + " >= " + kept)
        .append(" UNION ALL SELECT * FROM (")
        .append(others)
        .append(") " + aliases.next() + " WHERE " + count + " < " + limitValue())
        .append(") " + aliases.next())
        .append(" ORDER BY " + order.orderBy(sortColumns()))
        .append(plan.window());
  }

  /** As many rows as are passed over or answered. */
  private Sql limit() {
    return Sql.of(" LIMIT " + limitValue());
  }

  private String limitValue() {
    return String.valueOf((long) plan.limit() + plan.skip());
  }

  /** What the expressions that the page is ordered by are called in its rows. */
  List<String> sortColumns() {
    return IntStream.range(0, order.expressions().size())
        .mapToObj(PageCompiler::sortColumn)
        .toList();
  }

  private Scope newScope() {
    return Scope.root(new Scope.From(caller, aliases), resource, aliases.next(), false);
  }

  /** Rows that the page is chosen of, in one part of the statement. */
  private final class Rows {
    private final Scope scope = newScope();
    private final ListPlan.Candidate candidate = plan.candidate(scope);
    private final SortOrder order = candidate.order();

    private String selected() {
      return keysAlone
          ? resource.key().stream().map(scope::column).collect(joining(", "))
          : scope.alias() + ".*";
    }

    /** One of the columns that the subset joins. */
    String flag(String column) {
      return candidate.aliased("{subset}." + column);
    }

    Sql table() {
      return Sql.of(resource.table() + " " + scope.alias());
    }

    /** What holds for all rows of the list. */
    Sql where() {
      return candidate.where();
    }

    /** What holds for the rows of the page and of those after it. */
    Sql whereAfter(SortOrder inOrder) {
      return after.isEmpty() ? where() : where().append(" AND ").append(inOrder.after(after));
    }

    /** In their order, without a limit. */
    Sql select(Sql table, Sql where) {
      return select(table, where, order);
    }

    /** In an order of some of what they are ordered by, without a limit. */
    Sql select(Sql table, Sql where, SortOrder by) {
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
  }
}
