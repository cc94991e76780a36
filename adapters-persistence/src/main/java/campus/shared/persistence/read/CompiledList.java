package campus.shared.persistence.read;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.application.query.Selection;
import campus.shared.application.query.filter.Condition;
import campus.shared.persistence.compile.AnswerBudget;
import campus.shared.persistence.compile.FetchCompiler;
import campus.shared.persistence.compile.ListPlan;
import campus.shared.persistence.compile.SortOrder;
import campus.shared.persistence.declare.Resource;
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
 * @param order reads the keys of page tokens
 */
record CompiledList(
    Fetch fetch,
    @Nullable SharedFetch shared,
    Sql count,
    SortOrder order,
    Budget budget,
    int limit) {

  static CompiledList of(
      ListShape shape, Resource resource, Selection selection, AnswerLimits limits) {
    var caller = new Caller(null, shape.roles(), null);
    var subset = shape.subset() == null ? null : resource.subset(shape.subset());
    // One more than the page, to know whether there is a next one.
    var plan =
        new ListPlan(
            subset,
            shape.ofParent(),
            shape.condition(),
            shape.keys(),
            shape.after(),
            shape.skips(),
            shape.limit() + 1);
    var budget = new AnswerBudget(limits, resource, selection, shape.limit());
    var fetch = FetchCompiler.list(resource, selection, plan, caller, false, budget);
    boolean first = shape.condition().equals(Condition.ALWAYS) && shape.after().isEmpty();
    var shared =
        first
            ? SharedFetch.ofPages(
                fetch,
                FetchCompiler.pages(resource, selection, plan, caller, budget),
                FetchCompiler.list(resource, selection, plan, caller, true, budget),
                plan.ids(resource))
            : null;
    return new CompiledList(
        fetch,
        shared,
        FetchCompiler.count(resource, plan, caller),
        FetchCompiler.order(resource, plan, caller),
        budget,
        shape.limit());
  }
}
