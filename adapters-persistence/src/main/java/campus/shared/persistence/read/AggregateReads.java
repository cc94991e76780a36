package campus.shared.persistence.read;

import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.query.AggregateQuery;
import campus.shared.application.query.Aggregation;
import campus.shared.application.query.Groups;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.domain.error.Overloaded;
import campus.shared.persistence.compile.AggregateCompiler;
import campus.shared.persistence.compile.FilterShape;
import campus.shared.persistence.compile.ListPlan;
import campus.shared.persistence.declare.OwnedBy;
import campus.shared.persistence.fetch.Fetch.Query;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Arguments.ListValues;
import campus.shared.persistence.jdbc.Statements;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * Computes figures about groups. Pages of groups are counted, since groups have no keys.
 *
 * <p>An aggregate can read a whole table. Few run at a time, so that look-ups and pages always find
 * connections.
 */
final class AggregateReads {

  private static final int AT_A_TIME = 2;
  private static final Duration PATIENCE = Duration.ofSeconds(5);
  private static final Duration PAUSE = Duration.ofMillis(5);

  private final Semaphore places = new Semaphore(AT_A_TIME);
  private final Statements statements;
  private final CompiledReads compiled;
  private final PageTokens tokens;
  private final NaturalKeys naturalKeys;

  AggregateReads(
      Statements statements, CompiledReads compiled, PageTokens tokens, NaturalKeys naturalKeys) {
    this.statements = statements;
    this.compiled = compiled;
    this.tokens = tokens;
    this.naturalKeys = naturalKeys;
  }

  /** Waits for a place, as long as the call does. */
  private <T> T inTurn(Supplier<T> work) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (!places.tryAcquire()) {
      if (System.nanoTime() > end) {
        throw new Overloaded("other aggregates are running; try again later", PATIENCE);
      }
      Call.current().pause(PAUSE);
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }

  /**
   * A checked request.
   *
   * @param bound the arguments that its page tokens are bound to
   * @param offset how many groups were on the pages before
   */
  private record Asked(
      AggregateCompiler.Compiled aggregate, Arguments arguments, String bound, long offset) {}

  private Asked asked(Caller caller, AggregateQuery query) {
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
    var aggregate =
        AggregateCompiler.compile(resource, plan, wanted, caller, offset, query.limit() + 1);
    var values = new ListValues(List.of(), filter.values(), List.of(), 0);
    return new Asked(
        aggregate, new Arguments(caller, compiled.idsOf(parent), values), bound, offset);
  }

  /** The statement of {@link #aggregate}, with the values that it runs with. */
  Query statement(Caller caller, AggregateQuery query) {
    var asked = asked(caller, query);
    return new Query(asked.aggregate().sql(), asked.arguments());
  }

  Groups aggregate(Caller caller, AggregateQuery query) {
    var asked = asked(caller, query);
    var aggregate = asked.aggregate();
    var groups =
        inTurn(() -> statements.query(aggregate.sql(), asked.arguments(), aggregate::read));
    int limit = query.limit();
    boolean more = groups.size() > limit;
    return new Groups(
        query.groupBy(),
        query.metrics().stream().map(AggregateQuery.Metric::label).toList(),
        more ? groups.subList(0, limit) : groups,
        more ? tokens.encode(asked.bound(), List.of(String.valueOf(asked.offset() + limit))) : "");
  }
}
