package campus.shared.persistence.read;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.application.call.Coalescer;
import campus.shared.application.query.AggregateQuery;
import campus.shared.application.query.Aggregation;
import campus.shared.application.query.Groups;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Nested;
import campus.shared.application.query.Page;
import campus.shared.application.query.Parent;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.Conflict;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.persistence.compile.AggregateCompiler;
import campus.shared.persistence.compile.FetchCompiler;
import campus.shared.persistence.compile.FilterShape;
import campus.shared.persistence.compile.ListPlan;
import campus.shared.persistence.compile.SortOrder;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.Join;
import campus.shared.persistence.declare.OwnedBy;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.fetch.Continuation;
import campus.shared.persistence.fetch.Fetch;
import campus.shared.persistence.fetch.Fetch.Found;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.fetch.ValueReader;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Arguments.ListValues;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** All reads, from the declarations of all contexts. */
@Singleton
final class JdbcResourceQueries implements ResourceQueries {

  private static final String LARGE_MASK =
      " where the mask names a collection or a long text; ask for the others by another call";

  /** Stands in tokens for the order of lists without one. */
  private static final String CREATION_ORDER = "-";

  /** Pages are work for the database, so as many run at a time as it may have processors. */
  private static final int PAGES_AT_A_TIME =
      Math.max(2, Runtime.getRuntime().availableProcessors());

  /** Few enough that the first of them does not wait long for the last. */
  private static final int PAGES_TOGETHER = 20;

  /** Resources of large masks come fewer at a time. */
  private static final int EXPORTED_AT_A_TIME = 500;

  /** Each keeps a connection and a snapshot for as long as its client reads. */
  private static final int EXPORTS_AT_A_TIME = 2;

  private static final Duration BUSY_WITH_EXPORTS = Duration.ofSeconds(10);

  private final Semaphore exports = new Semaphore(EXPORTS_AT_A_TIME);
  private final Statements statements;
  private final Transactions transactions;
  private final PageTokens tokens;
  private final CompiledReads compiled;
  private final NaturalKeys naturalKeys;
  private final NestedReads nestedReads;
  private final SortLimit sortLimit;
  private final Coalescer<Shared, Arguments, List<Found>> lookUps = new Coalescer<>(this::run);
  private final Coalescer<Shared, Arguments, List<Found>> pages =
      new Coalescer<>(this::run, PAGES_AT_A_TIME, PAGES_TOGETHER);

  JdbcResourceQueries(
      Statements statements,
      Transactions transactions,
      PageTokens tokens,
      AnswerLimits limits,
      Collection<ResourceDeclarations> declarations) {
    this.statements = statements;
    this.transactions = transactions;
    this.tokens = tokens;
    this.compiled = new CompiledReads(limits, declarations);
    this.naturalKeys = new NaturalKeys(statements, compiled::resource);
    this.nestedReads = new NestedReads(tokens, naturalKeys);
    this.sortLimit = new SortLimit(statements);
  }

  @Override
  public ResourceRecord get(Caller caller, ResourceName name, ReadMask mask) {
    var nested = nested(caller, name.type(), mask, false, name);
    var fetch = compiled.fetch(caller, name.type(), mask, nested.shapes(), false);
    var arguments = new Arguments(caller, name.ids(), values(nested));
    var found = find(lookUps, fetch, arguments, mask.nested());
    if (found.isEmpty()) {
      throw new NotFound(name.toString());
    }
    var resource = found.getFirst().resource();
    fetch.of(1).budget().check(List.of(resource));
    return resource;
  }

  @Override
  public List<ResourceRecord> batchGet(Caller caller, List<ResourceName> names, ReadMask mask) {
    var type = names.getFirst().type();
    int most = ListQuery.maxPageSize(compiled.selection(type, mask, true));
    if (names.size() > most) {
      throw new InvalidRequest(
          "names", "must be at most " + most + (most < ListQuery.MAX_PAGE_SIZE ? LARGE_MASK : ""));
    }
    var nested = nested(caller, type, mask, true, names.size() == 1 ? names.getFirst() : null);
    var values = values(nested);
    var fetch = compiled.fetch(caller, type, mask, nested.shapes(), true);
    var calls =
        names.stream().map(name -> fetch.keyOf(new Arguments(caller, name.ids(), values))).toList();
    var found = run(fetch, new LinkedHashSet<>(calls), nestedReads.continuation(mask.nested()));
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

  private NestedReads.Checked nested(
      Caller caller, ResourceType type, ReadMask mask, boolean many, @Nullable ResourceName owner) {
    return mask.nested().isEmpty()
        ? NestedReads.Checked.NONE
        : nestedReads.check(
            caller,
            compiled.resource(type),
            compiled.selection(type, mask, many),
            mask.nested(),
            owner);
  }

  private static ListValues values(NestedReads.Checked nested) {
    return nested.shapes().isEmpty()
        ? ListValues.NONE
        : new ListValues(List.of(), nested.filter(), nested.after(), 0);
  }

  /** What calls that share a run have in common. */
  private record Shared(SharedFetch fetch, ListValues values, List<Nested> nested) {}

  /** Answers a call, together with others that come at the same time. */
  private List<Found> find(
      Coalescer<Shared, Arguments, List<Found>> others,
      SharedFetch fetch,
      Arguments arguments,
      List<Nested> nested) {
    if (!fetch.isShareable() || statements.inTransaction()) {
      return run(fetch.of(1), arguments, nested);
    }
    var found = others.find(new Shared(fetch, arguments.list(), nested), fetch.keyOf(arguments));
    return found == null ? List.of() : found;
  }

  private Map<Arguments, List<Found>> run(Shared shared, Collection<Arguments> calls) {
    return run(shared.fetch(), calls, nestedReads.continuation(shared.nested()));
  }

  private Map<Arguments, List<Found>> run(
      SharedFetch fetch, Collection<Arguments> calls, Continuation continuation) {
    return run(
        fetch.of(calls.size()), () -> fetch.run(statements, List.copyOf(calls), continuation));
  }

  private List<Found> run(Fetch fetch, Arguments arguments, List<Nested> nested) {
    return run(fetch, () -> fetch.run(statements, arguments, nestedReads.continuation(nested)));
  }

  /** Runs a query, in a transaction if it needs one. */
  private <T> T run(Fetch fetch, Supplier<T> work) {
    return fetch.needsTransaction() ? transactions.read(work) : work.get();
  }

  @Override
  public Page list(Caller caller, ListQuery query) {
    var asked = asked(caller, query);
    var list = compiled.list(asked.shape());
    var explained = list.explained();
    if (explained != null) {
      sortLimit.check(explained, asked.arguments(), asked.shape().keys(), schema(query.type()));
    }
    if (!query.totalSize()) {
      return page(asked, list, found(asked, list), null);
    }
    return transactions.read(() -> {
      var found = run(list.fetch(), asked.arguments(), asked.nested());
      return page(asked, list, found, total(list, asked.arguments()));
    });
  }

  private List<Found> found(Asked asked, CompiledList list) {
    var shared = list.shared();
    return shared == null
        ? run(list.fetch(), asked.arguments(), asked.nested())
        : find(pages, shared, asked.arguments(), asked.nested());
  }

  private long total(CompiledList list, Arguments arguments) {
    return statements.query(list.count(), arguments, rows -> rows.getLong(1)).getFirst();
  }

  private Page page(Asked asked, CompiledList list, List<Found> found, @Nullable Long total) {
    boolean more = found.size() > list.limit();
    var page = more ? found.subList(0, list.limit()) : found;
    var token =
        more ? tokens.encode(asked.bound(), SortOrder.toTexts(page.getLast().sortKey())) : "";
    var records = page.stream().map(Found::resource).toList();
    list.budget().check(records);
    return new Page(records, token, total);
  }

  @Override
  public void export(
      Caller caller,
      ListQuery query,
      @Nullable ResourceName after,
      Consumer<List<ResourceRecord>> client) {
    if (!exports.tryAcquire()) {
      throw new Overloaded(
          "as many exports run already as may at a time; try again later", BUSY_WITH_EXPORTS);
    }
    try {
      var portion = query.withOrder("").withSkip(0).withTotalSize(false);
      var begun = new AtomicBoolean();
      transactions.read(() -> {
        if (!begun.compareAndSet(false, true)) {
          throw new Conflict(
              Reason.CONFLICT, "the export was interrupted; go on after the last name received");
        }
        export(caller, portion, after, client);
        return null;
      });
    } finally {
      exports.release();
    }
  }

  private void export(
      Caller caller,
      ListQuery query,
      @Nullable ResourceName after,
      Consumer<List<ResourceRecord>> client) {
    var token =
        after == null
            ? ""
            : tokens.encode(part(query.withPage(0, "")).bound(), List.of(after.id().toString()));
    do {
      var asked = asked(caller, query.withPage(EXPORTED_AT_A_TIME, token));
      var list = compiled.list(asked.shape());
      var page = page(asked, list, run(list.fetch(), asked.arguments(), asked.nested()), null);
      client.accept(page.records());
      token = page.nextToken();
    } while (!token.isEmpty());
  }

  @Override
  public Groups aggregate(Caller caller, AggregateQuery query) {
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
            parent == null ? null : new OwnedBy(join(parent), false),
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
            aggregate.sql(), new Arguments(caller, idsOf(parent), values), aggregate::read);
    boolean more = groups.size() > limit;
    return new Groups(
        query.groupBy(),
        query.metrics().stream().map(AggregateQuery.Metric::label).toList(),
        more ? groups.subList(0, limit) : groups,
        more ? tokens.encode(bound, List.of(String.valueOf(offset + limit))) : "");
  }

  private static List<UUID> idsOf(@Nullable Parent parent) {
    return parent == null ? List.of() : List.of(parent.owner().id());
  }

  private Join join(Parent parent) {
    return NestedShape.join(compiled.resource(parent.owner().type()), parent.relation());
  }

  @Override
  public List<Explanation> explain(Caller caller, ListQuery query) {
    return explain(caller, query, "EXPLAIN");
  }

  /**
   * As {@link #explain(Caller, ListQuery)}.
   *
   * @param command what to put before the SQL: {@code EXPLAIN}, perhaps with options
   */
  List<Explanation> explain(Caller caller, ListQuery query, String command) {
    var asked = asked(caller, query);
    var list = compiled.list(asked.shape());
    var explained = new ArrayList<Sql>();
    explained.add(list.fetch().sql());
    list.fetch().collections().forEach(collection -> explained.addAll(collection.queries()));
    if (query.totalSize()) {
      explained.add(list.count());
    }
    return transactions.read(
        () -> explained.stream().map(sql -> explain(sql, asked.arguments(), command)).toList());
  }

  @Override
  public List<ResourceName> lock(Caller caller, ResourceType type, String filter, int limit) {
    var resource = compiled.resource(type);
    var condition = FilterShape.of(FilterChecker.check(filter, resource.schema(), caller));
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

  /**
   * A checked list request.
   *
   * @param bound the arguments that its page tokens are bound to
   */
  private record Asked(ListShape shape, Arguments arguments, List<Nested> nested, String bound) {}

  /** Parses and checks a query, and looks up what its filter names by a unique field. */
  private Asked asked(Caller caller, ListQuery query) {
    var resource = compiled.resource(query.type());
    var keys = SortKey.parse(query.orderBy(), resource.schema(), caller);
    var condition = FilterChecker.check(query.filter(), resource.schema(), caller);
    var nested = nested(caller, query.type(), query.mask(), true, null);
    var part = part(query);
    var after = part.after();
    var filter = FilterShape.of(naturalKeys.lookUp(condition, caller));
    var shape =
        new ListShape(
            query.type(),
            query.mask().withNested(List.of()),
            nested.shapes(),
            part.subset(),
            filter.condition(),
            filter.values().size(),
            keys,
            after.stream().map(After::of).toList(),
            query.skip() > 0,
            query.limit(compiled.selection(query.type(), query.mask(), true)),
            caller.roles());
    var key =
        after.isEmpty()
            ? List.<@Nullable Object>of()
            : compiled.list(shape).order().fromTexts(after);
    var subset = query.subset();
    var values =
        new ListValues(
            subset == null ? List.of() : subset.arguments(),
            joined(filter.values(), nested.filter()),
            joined(key, nested.after()),
            query.skip());
    return new Asked(
        shape,
        new Arguments(caller, idsOf(query.parent()), values),
        query.mask().nested(),
        part.bound());
  }

  /**
   * Which resources of its type a list is about, and from where on.
   *
   * @param after the key of the row that the page follows; empty for the first page
   * @param bound the arguments that its page tokens are bound to
   */
  private record Part(
      campus.shared.persistence.declare.@Nullable Subset subset,
      List<@Nullable String> after,
      String bound) {}

  private Part part(ListQuery query) {
    var parent = query.parent();
    if (parent != null) {
      return ofParent(parent, query);
    }
    var subset = query.subset();
    var bound =
        String.join(
            "\n",
            query.type().name(),
            String.valueOf(subset),
            query.mask().paths().toString(),
            query.orderBy(),
            query.filter());
    return new Part(
        subset == null ? null : compiled.resource(query.type()).subset(subset.name()),
        after(bound, query.pageToken()),
        bound);
  }

  /** A token from the owner's own answer goes on in the order that the collection has there. */
  private Part ofParent(Parent parent, ListQuery query) {
    var owner = parent.owner();
    var join = join(parent);
    var own = NestedReads.bound(owner.type(), owner.id(), parent.relation(), "", query.filter());
    var goesOn = query.orderBy().isEmpty() ? tokens.find(own, query.pageToken()) : null;
    if (goesOn != null) {
      return new Part(new OwnedBy(join, true), goesOn, own);
    }
    var order = query.orderBy().isEmpty() ? CREATION_ORDER : query.orderBy();
    var bound =
        NestedReads.bound(owner.type(), owner.id(), parent.relation(), order, query.filter());
    return new Part(new OwnedBy(join, false), after(bound, query.pageToken()), bound);
  }

  private List<@Nullable String> after(String bound, String token) {
    return token.isEmpty() ? List.of() : tokens.decode(bound, token);
  }

  private static <T extends @Nullable Object> List<T> joined(List<T> some, List<T> others) {
    if (others.isEmpty()) {
      return some;
    }
    var all = new ArrayList<>(some);
    all.addAll(others);
    return all;
  }

  private Explanation explain(Sql sql, Arguments arguments, String command) {
    var plan = statements.query(Sql.of(command + " ", sql), arguments, rows -> rows.getString(1));
    return new Explanation(sql.toString(), String.join("\n", plan));
  }
}
