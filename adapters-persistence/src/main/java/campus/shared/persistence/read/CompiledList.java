package campus.shared.persistence.read;

import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.persistence.compile.FetchCompiler;
import campus.shared.persistence.compile.FetchCompiler.Wanted;
import campus.shared.persistence.compile.ListPlan;
import campus.shared.persistence.compile.SortOrder;
import campus.shared.persistence.fetch.Budget;
import campus.shared.persistence.fetch.Fetch;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.jdbc.Sql;
import org.jspecify.annotations.Nullable;

/**
 * The statements of all lists of one shape.
 *
 * @param shared answers several calls at once; null for lists with a filter or a token, which are
 *     seldom the same
 * @param count counts the resources on all pages
 * @param explained explains what the list has to sort; null if an index has its order
 * @param order reads the keys of page tokens
 */
record CompiledList(
    Fetch fetch,
    @Nullable SharedFetch shared,
    Sql count,
    @Nullable Sql explained,
    SortOrder order,
    Budget budget,
    int limit) {

  static CompiledList of(ListShape shape, Wanted wanted) {
    // One more than the page, to know whether there is a next one.
    var plan =
        new ListPlan(
            shape.subset(),
            shape.condition(),
            shape.keys(),
            shape.after(),
            shape.skips(),
            shape.limit() + 1);
    var fetch = FetchCompiler.list(wanted, plan, false);
    boolean first = shape.condition().equals(Condition.ALWAYS) && shape.after().isEmpty();
    var shared =
        first
            ? SharedFetch.ofPages(
                fetch,
                FetchCompiler.pages(wanted, plan),
                FetchCompiler.list(wanted, plan, true),
                plan.ids())
            : null;
    return new CompiledList(
        fetch,
        shared,
        FetchCompiler.count(wanted.resource(), plan, wanted.caller()),
        shape.keys().stream().allMatch(SortKey::isIndexed)
            ? null
            : Sql.of(
                "EXPLAIN (FORMAT JSON) ",
                FetchCompiler.matching(wanted.resource(), plan, wanted.caller(), "1")),
        FetchCompiler.order(wanted.resource(), plan, wanted.caller()),
        wanted.budget(),
        shape.limit());
  }
}
