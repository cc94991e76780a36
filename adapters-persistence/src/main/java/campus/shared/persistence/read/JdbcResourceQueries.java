package campus.shared.persistence.read;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.application.query.AggregateQuery;
import campus.shared.application.query.Groups;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Page;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.persistence.compile.FetchCompiler;
import campus.shared.persistence.compile.FilterShape;
import campus.shared.persistence.compile.ListPlan;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.fetch.Fetch.Found;
import campus.shared.persistence.fetch.Fetch.Query;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.fetch.ValueReader;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Arguments.ListValues;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All reads, from the declarations of all contexts. */
@Singleton
final class JdbcResourceQueries implements ResourceQueries {

  private static final String LARGE_MASK =
      " where the mask names a collection or a long text; ask for the others by another call";

  private final Statements statements;
  private final Transactions transactions;
  private final CompiledReads compiled;
  private final NaturalKeys naturalKeys;
  private final NestedReads nestedReads;
  private final ListReads lists;
  private final SortLimit sortLimit;
  private final Runs runs;
  private final ExportReads exports;
  private final AggregateReads aggregates;

  JdbcResourceQueries(
      Statements statements,
      Transactions transactions,
      PageTokens tokens,
      AnswerLimits limits,
      Collection<ResourceDeclarations> declarations) {
    this.statements = statements;
    this.transactions = transactions;
    this.compiled = new CompiledReads(limits, declarations);
    this.naturalKeys = new NaturalKeys(statements, compiled);
    this.nestedReads = new NestedReads(tokens, naturalKeys);
    this.lists = new ListReads(compiled, tokens, naturalKeys, nestedReads);
    this.sortLimit = new SortLimit(statements);
    this.runs = new Runs(statements, transactions, nestedReads);
    this.exports = new ExportReads(transactions, lists, runs);
    this.aggregates = new AggregateReads(statements, compiled, tokens, naturalKeys);
  }

  @Override
  public ResourceRecord get(Caller caller, ResourceName name, ReadMask mask) {
    var nested = nestedReads.check(caller, compiled, name.type(), mask, false, name);
    var fetch = compiled.fetch(caller, name.type(), mask, nested.shapes(), false);
    var arguments = new Arguments(caller, name.ids(), nested.values());
    return only(fetch, runs.lookUp(fetch, arguments, mask.nested()), name);
  }

  @Override
  public ResourceRecord get(Caller caller, NaturalName name, ReadMask mask) {
    var keyed = naturalKeys.keyed(name);
    if (mask.nested().stream().anyMatch(one -> !one.pageToken().isEmpty())) {
      // A token is bound to the id of the owner.
      return get(caller, Objects.requireNonNull(resolve(caller, List.of(name)).get(name)), mask);
    }
    var nested = nestedReads.check(caller, compiled, name.type(), mask, false, null);
    var fetch = compiled.fetch(caller, name.type(), mask, nested.shapes(), false, keyed);
    var arguments = new Arguments(caller, naturalKeys.values(name), nested.values());
    return only(fetch, runs.lookUp(fetch, arguments, mask.nested()), name);
  }

  private static ResourceRecord only(SharedFetch fetch, List<Found> found, Object name) {
    if (found.isEmpty()) {
      throw new NotFound(name.toString());
    }
    var resource = found.getFirst().resource();
    fetch.of(1).budget().check(List.of(resource));
    return resource;
  }

  @Override
  public Map<NaturalName, ResourceName> resolve(Caller caller, Collection<NaturalName> names) {
    var found = naturalKeys.find(names, caller);
    for (var name : names) {
      if (!found.containsKey(name)) {
        throw new NotFound(name.toString());
      }
    }
    return found;
  }

  @Override
  public List<ResourceRecord> batchGet(Caller caller, List<ResourceName> names, ReadMask mask) {
    var type = names.getFirst().type();
    int most = ListQuery.maxPageSize(compiled.selection(type, mask, true));
    if (names.size() > most) {
      throw new InvalidRequest(
          "names", "must be at most " + most + (most < ListQuery.MAX_PAGE_SIZE ? LARGE_MASK : ""));
    }
    var nested =
        nestedReads.check(
            caller, compiled, type, mask, true, names.size() == 1 ? names.getFirst() : null);
    var values = nested.values();
    var fetch = compiled.fetch(caller, type, mask, nested.shapes(), true);
    var calls =
        names.stream().map(name -> fetch.keyOf(new Arguments(caller, name.ids(), values))).toList();
    var found = runs.run(fetch, new LinkedHashSet<>(calls), mask.nested());
    var ordered = new ArrayList<ResourceRecord>(names.size());
    for (int i = 0; i < calls.size(); i++) {
      var one = found.get(calls.get(i));
      if (one == null || one.isEmpty()) {
        throw new NotFound(names.get(i).toString());
      }
      ordered.add(one.getFirst().resource());
    }
    fetch.of(1).budget().check(ordered);
    return ordered;
  }

  @Override
  public Page list(Caller caller, ListQuery query) {
    var asked = lists.asked(caller, query);
    var list = compiled.list(asked.shape());
    var explained = list.explained();
    if (explained != null) {
      sortLimit.check(explained, asked.arguments(), asked.shape().keys(), schema(query.type()));
    }
    if (!query.totalSize()) {
      return lists.page(asked, list, runs.page(list, asked.arguments(), asked.nested()), null);
    }
    return transactions.read(() -> {
      var found = runs.run(list.fetch(), asked.arguments(), asked.nested());
      return lists.page(asked, list, found, total(list, asked.arguments()));
    });
  }

  private long total(CompiledList list, Arguments arguments) {
    return statements.query(list.count(), arguments, rows -> rows.getLong(1)).getFirst();
  }

  @Override
  public void export(
      Caller caller,
      ListQuery query,
      @Nullable ResourceName after,
      Consumer<List<ResourceRecord>> client) {
    exports.export(caller, query, after, client);
  }

  @Override
  public Groups aggregate(Caller caller, AggregateQuery query) {
    return aggregates.aggregate(caller, query);
  }

  @Override
  public List<Explanation> explain(Caller caller, ListQuery query) {
    var asked = lists.asked(caller, query);
    var list = compiled.list(asked.shape());
    // Which owners there are is not known; a plan for a full page is like that for the true ones.
    var owners = asked.arguments().ofOwners(Collections.nCopies(list.limit(), Arguments.NOBODY));
    var all = new ArrayList<Query>();
    all.add(new Query(list.fetch().sql(), asked.arguments()));
    list.fetch()
        .collections()
        .forEach(each -> each.queries().forEach(sql -> all.add(new Query(sql, owners))));
    if (query.totalSize()) {
      all.add(new Query(list.count(), asked.arguments()));
    }
    return explain("EXPLAIN", all);
  }

  /**
   * As {@link #explain(Caller, ListQuery)}; runs the list first, to explain the queries for
   * collections with the true owners.
   *
   * @param command what to put before the SQL: {@code EXPLAIN}, perhaps with options
   */
  List<Explanation> explain(Caller caller, ListQuery query, String command) {
    var asked = lists.asked(caller, query);
    var list = compiled.list(asked.shape());
    return transactions.read(() -> {
      var all = new ArrayList<>(list.fetch().queries(statements, asked.arguments()));
      if (query.totalSize()) {
        all.add(new Query(list.count(), asked.arguments()));
      }
      return explain(command, all);
    });
  }

  /** As {@link #explain(Caller, ListQuery, String)}, for {@link #aggregate}. */
  Explanation explain(Caller caller, AggregateQuery query, String command) {
    return explain(command, List.of(aggregates.statement(caller, query))).getFirst();
  }

  @Override
  public List<ResourceName> lock(
      Caller caller, ResourceType type, List<String> filters, int limit) {
    var resource = compiled.resource(type);
    var checked =
        filters.stream()
            .map(filter -> FilterChecker.check(filter, resource.schema(), caller))
            .toList();
    var condition = FilterShape.of(naturalKeys.named(new Condition.All(checked), caller));
    var plan = ListPlan.all(condition.condition(), limit);
    var values = new ListValues(List.of(), condition.values(), List.of(), 0);
    var keys = IntStream.rangeClosed(1, resource.key().size()).boxed().toList();
    return statements.query(
        FetchCompiler.lock(resource, plan, caller),
        new Arguments(caller, List.of(), values),
        rows -> ValueReader.nameIn(rows, type, keys));
  }

  @Override
  public ResourceSchema schema(ResourceType type) {
    return compiled.resource(type).schema();
  }

  @Override
  public Collection<ResourceSchema> schemas() {
    return compiled.resources().stream().map(Resource::schema).toList();
  }

  private List<Explanation> explain(String command, List<Query> all) {
    return transactions.read(() -> all.stream().map(query -> explain(command, query)).toList());
  }

  private Explanation explain(String command, Query query) {
    var plan =
        statements.query(
            Sql.of(command + " ", query.sql()), query.arguments(), rows -> rows.getString(1));
    return new Explanation(query.sql().toString(), String.join("\n", plan));
  }
}
