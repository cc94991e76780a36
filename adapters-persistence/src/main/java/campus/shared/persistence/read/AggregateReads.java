package campus.shared.persistence.read;

import campus.shared.application.call.Caller;
import campus.shared.application.query.AggregateQuery;
import campus.shared.application.query.Aggregation;
import campus.shared.application.query.Groups;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.persistence.compile.AggregateCompiler;
import campus.shared.persistence.compile.FilterShape;
import campus.shared.persistence.compile.ListPlan;
import campus.shared.persistence.declare.OwnedBy;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Arguments.ListValues;
import campus.shared.persistence.jdbc.Statements;
import java.util.List;
import java.util.Objects;

/** Computes figures about groups. Pages of groups are counted, since groups have no keys. */
record AggregateReads(
    Statements statements, CompiledReads compiled, PageTokens tokens, NaturalKeys naturalKeys) {

  Groups aggregate(Caller caller, AggregateQuery query) {
    var resource = compiled.resource(query.type());
    var wanted = Aggregation.check(query, resource.schema(), caller);
    var condition = FilterChecker.check(query.filter(), resource.schema(), caller);
    var bound = query.withPage(0, "").toString();
    long offset =
        query.pageToken().isEmpty()
            ? 0
            : Long.parseLong(
                Objects.requireNonNull(tokens.decode(bound, query.pageToken()).getFirst()));
    var filter = FilterShape.of(naturalKeys.lookUp(condition, caller));
    var parent = query.parent();
    var plan =
        new ListPlan(
            parent == null ? null : new OwnedBy(compiled.join(parent), false),
            filter.condition(),
            List.of(),
            List.of(),
            false,
            ListPlan.NO_LIMIT);
    int limit = query.limit();
    var aggregate = AggregateCompiler.compile(resource, plan, wanted, caller, offset, limit + 1);
    var values = new ListValues(List.of(), filter.values(), List.of(), 0);
    var groups =
        statements.query(
            aggregate.sql(),
            new Arguments(caller, compiled.idsOf(parent), values),
            aggregate::read);
    boolean more = groups.size() > limit;
    return new Groups(
        query.groupBy(),
        query.metrics().stream().map(AggregateQuery.Metric::label).toList(),
        more ? groups.subList(0, limit) : groups,
        more ? tokens.encode(bound, List.of(String.valueOf(offset + limit))) : "");
  }
}
