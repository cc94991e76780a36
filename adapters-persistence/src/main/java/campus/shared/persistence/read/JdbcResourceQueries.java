package campus.shared.persistence.read;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.application.call.Coalescer;
import campus.shared.application.query.FieldPath;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Page;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.query.ResourceSchema;
import campus.shared.application.query.Selection;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.Condition;
import campus.shared.application.query.filter.Filter.Operator;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.application.write.Transactions;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.NotFound;
import campus.shared.domain.ResourceName;
import campus.shared.domain.ResourceType;
import campus.shared.domain.Role;
import campus.shared.persistence.compile.AnswerBudget;
import campus.shared.persistence.compile.FetchCompiler;
import campus.shared.persistence.compile.ListPlan;
import campus.shared.persistence.compile.Scope;
import campus.shared.persistence.compile.SortOrder;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.fetch.Fetch;
import campus.shared.persistence.fetch.Fetch.Found;
import campus.shared.persistence.fetch.SharedFetch;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Sql;
import campus.shared.persistence.jdbc.Statements;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All reads, from the declarations of all contexts. What depends on the mask alone is kept. */
@Singleton
final class JdbcResourceQueries implements ResourceQueries {

  private static final String LARGE_MASK =
      " where the mask names a collection or a long text; ask for the others by another call";

  private static final int MAX_CACHED = 2000;
  private static final int MAX_CACHED_LISTS = 500;

  /** A page keeps the database busy for a while, so that as many run as it may have processors. */
  private static final int PAGES_AT_A_TIME =
      Math.max(2, Runtime.getRuntime().availableProcessors());

  /** Few enough for the first of them not to wait long for the last one. */
  private static final int PAGES_TOGETHER = 20;

  /**
   * @param many whether it is for many resources
   */
  private record MaskKey(ResourceType type, ReadMask mask, boolean many) {}

  private record ListKey(ListQuery query, Set<Role> roles) {}

  private record FetchKey(MaskKey mask, Set<Role> roles) {}

  private final Statements statements;
  private final Transactions transactions;
  private final PageTokens tokens;
  private final AnswerLimits limits;
  private final Map<ResourceType, Resource> resources = new HashMap<>();
  private final LoadingCache<MaskKey, Selection> selections =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::select);
  private final LoadingCache<FetchKey, SharedFetch> fetches =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::compile);
  private final LoadingCache<ListKey, CompiledList> lists =
      Caffeine.newBuilder()
          .maximumSize(MAX_CACHED_LISTS)
          .build(key -> new CompiledList(new Caller(null, key.roles(), null), key.query(), true));
  private final Coalescer<SharedFetch, Arguments, List<Found>> lookUps = new Coalescer<>(this::run);
  private final Coalescer<SharedFetch, Arguments, List<Found>> pages =
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
    this.limits = limits;
    for (var declaration : declarations) {
      declaration.resources().forEach(resource -> resources.put(resource.type(), resource));
    }
  }

  @Override
  public ResourceRecord get(Caller caller, ResourceName name, ReadMask mask) {
    var fetch = fetch(caller, name.type(), mask, false);
    var found = find(lookUps, fetch, fetch.asker(new Arguments(caller, name.ids())));
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
    int most = ListQuery.maxPageSize(selections.get(new MaskKey(type, mask, true)));
    if (names.size() > most) {
      throw new InvalidRequest(
          "names", "must be at most " + most + (most < ListQuery.MAX_PAGE_SIZE ? LARGE_MASK : ""));
    }
    var fetch = fetch(caller, type, mask, true);
    var askers =
        names.stream().map(name -> fetch.asker(new Arguments(caller, name.ids()))).toList();
    var found = run(fetch, new LinkedHashSet<>(askers));
    var ordered = new ArrayList<ResourceRecord>(names.size());
    for (int i = 0; i < askers.size(); i++) {
      var one = found.get(askers.get(i));
      if (one == null || one.isEmpty()) {
        throw new NotFound(names.get(i).toString());
      }
      ordered.add(one.getFirst().resource());
    }
    fetch.of(1).budget().check(ordered);
    return ordered;
  }

  /** Finds what somebody asks for, together with others who do at the same time. */
  private List<Found> find(
      Coalescer<SharedFetch, Arguments, List<Found>> others, SharedFetch fetch, Arguments asker) {
    if (!fetch.isShareable() || statements.inTransaction()) {
      return run(fetch.of(1), () -> fetch.of(1).run(statements, asker));
    }
    var found = others.find(fetch, asker);
    return found == null ? List.of() : found;
  }

  private Map<Arguments, List<Found>> run(SharedFetch fetch, Collection<Arguments> askers) {
    return run(fetch.of(askers.size()), () -> fetch.run(statements, List.copyOf(askers)));
  }

  /** Runs a query, in a transaction of its own where it is more than one. */
  private <T> T run(Fetch fetch, Supplier<T> work) {
    return fetch.needsTransaction() ? transactions.read(work) : work.get();
  }

  @Override
  public Page list(Caller caller, ListQuery query) {
    var list = compiled(caller, query);
    return list.page(list.run(caller));
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
    var list = compiled(caller, query);
    var explained = new ArrayList<Sql>();
    explained.add(list.fetch.sql());
    list.fetch.collections().forEach(collection -> explained.add(collection.sql()));
    if (query.totalSize()) {
      explained.add(list.count());
    }
    var arguments = arguments(caller, query);
    return transactions.read(
        () -> explained.stream().map(sql -> explain(sql, arguments, command)).toList());
  }

  @Override
  public List<ResourceName> lock(Caller caller, ResourceType type, String filter, int limit) {
    var resource = resource(type);
    var plan = ListPlan.all(condition(filter, resource, caller), limit);
    return statements.prepare(
        FetchCompiler.lock(resource, plan, caller),
        new Arguments(caller, List.of()),
        statement -> {
          var names = new ArrayList<ResourceName>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              var ids = new UUID[resource.key().size()];
              for (int i = 0; i < ids.length; i++) {
                ids[i] = rows.getObject(i + 1, UUID.class);
              }
              names.add(type.named(ids));
            }
          }
          return names;
        });
  }

  @Override
  public ResourceSchema schema(ResourceType type) {
    return resource(type).schema();
  }

  @Override
  public Collection<ResourceSchema> schemas() {
    return resources.values().stream().map(Resource::schema).toList();
  }

  /**
   * What a list found.
   *
   * @param found the page, and the row after it if there is one
   * @param total how many there are in all; null unless asked for
   */
  private record Rows(List<Found> found, @Nullable Long total) {}

  private CompiledList compiled(Caller caller, ListQuery query) {
    boolean again = query.filter().isBlank() && query.pageToken().isEmpty();
    return again
        ? lists.get(new ListKey(query, caller.roles()))
        : new CompiledList(caller, query, false);
  }

  /**
   * A list that has been checked, and compiled to SQL. Who calls matters to a filter, which may
   * speak of him; without one, only his roles do.
   */
  private final class CompiledList {
    private final Caller caller;
    private final ListQuery query;
    private final Resource resource;
    private final String bound;
    private final ListPlan plan;
    private final Selection selection;
    private final AnswerBudget budget;
    private final Fetch fetch;
    private final @Nullable SharedFetch shared;
    private final int limit;

    /**
     * @param again whether the list is kept for others who ask for it
     */
    CompiledList(Caller caller, ListQuery query, boolean again) {
      this.caller = caller;
      this.query = query;
      this.resource = resource(query.type());
      this.bound =
          String.join(
              "\n",
              query.type().name(),
              String.valueOf(query.subset()),
              String.valueOf(query.parent()),
              query.mask().paths().toString(),
              query.orderBy(),
              query.filter());
      this.selection = selections.get(new MaskKey(query.type(), query.mask(), true));
      this.limit = query.limit(selection);
      var keys = SortKey.parse(query.orderBy(), resource.schema(), caller);
      var condition = lookUp(condition(query.filter(), resource, caller), caller);
      List<@Nullable String> after =
          query.pageToken().isEmpty() ? List.of() : tokens.decode(bound, query.pageToken());
      // One more than the page, to know whether there is a next one.
      var subset = query.subset();
      this.plan =
          new ListPlan(
              subset == null ? null : resource.subset(subset.name()),
              query.parent(),
              condition,
              keys,
              after,
              query.skip(),
              limit + 1);
      this.budget = new AnswerBudget(limits, resource, selection, limit);
      this.fetch = FetchCompiler.list(resource, selection, plan, caller, false, budget);
      this.shared = again ? shared() : null;
    }

    private SharedFetch shared() {
      return SharedFetch.ofPages(
          fetch,
          FetchCompiler.pages(resource, selection, plan, caller, budget),
          FetchCompiler.list(resource, selection, plan, caller, true, budget));
    }

    Rows run(Caller caller) {
      var arguments = arguments(caller, query);
      if (query.totalSize()) {
        return transactions.read(
            () -> new Rows(fetch.run(statements, arguments), total(arguments)));
      }
      var found =
          shared == null
              ? JdbcResourceQueries.this.run(fetch, () -> fetch.run(statements, arguments))
              : find(pages, shared, shared.asker(arguments));
      return new Rows(found, null);
    }

    Page page(Rows rows) {
      var found = rows.found();
      boolean more = found.size() > limit;
      var page = more ? found.subList(0, limit) : found;
      var token = more ? tokens.encode(bound, SortOrder.toTexts(page.getLast().sortKey())) : "";
      var records = page.stream().map(Found::resource).toList();
      budget.check(records);
      return new Page(records, token, rows.total());
    }

    private Sql count() {
      return FetchCompiler.count(resource, plan, caller);
    }

    private long total(Arguments arguments) {
      return statements.prepare(
          count(),
          arguments,
          statement -> {
            try (var rows = statement.executeQuery()) {
              rows.next();
              return rows.getLong(1);
            }
          });
    }
  }

  private Explanation explain(Sql sql, Arguments arguments, String command) {
    return statements.prepare(
        command + " " + sql,
        statement -> {
          sql.bind(statement, arguments);
          var plan = new ArrayList<String>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              plan.add(rows.getString(1));
            }
          }
          return new Explanation(sql.toString(), String.join("\n", plan));
        });
  }

  /**
   * The same condition, with what it looks for by a unique field, through a relation that has a
   * link, looked for by its id: how many rows the link has for that is something that the database
   * knows, and by far not the same for all.
   */
  private Condition lookUp(Condition condition, Caller caller) {
    return switch (condition) {
      case Condition.All all ->
          new Condition.All(all.conditions().stream().map(one -> lookUp(one, caller)).toList());
      case Condition.Any any ->
          new Condition.Any(any.conditions().stream().map(one -> lookUp(one, caller)).toList());
      case Condition.Not not -> new Condition.Not(lookUp(not.condition(), caller));
      case Condition.Compare compare -> lookUp(compare, caller);
      case Condition.Matches matches -> matches;
      case Condition.Present present -> present;
    };
  }

  private Condition lookUp(Condition.Compare compare, Caller caller) {
    var relations = compare.path().relations();
    if (compare.operator() != Operator.EQUAL || relations.isEmpty()) {
      return compare;
    }
    var schema = relations.getLast().target().get();
    var target = resource(schema.type());
    boolean known =
        relations.getLast().isToMany()
            && target.key().size() == 1
            && target.column(compare.path().field()).unique();
    if (!known) {
      return compare;
    }
    var ids = idsOf(target, compare, caller);
    return switch (ids.size()) {
      case 0 -> new Condition.Any(List.of());
      case 1 ->
          new Condition.Compare(
              new FieldPath(relations, schema.name()),
              Operator.EQUAL,
              schema.type().named(ids.getFirst()));
      default -> compare;
    };
  }

  /** The ids of those that the caller sees and the comparison holds for, two at most. */
  private List<UUID> idsOf(Resource target, Condition.Compare compare, Caller caller) {
    var aliases = new Scope.Counter();
    var scope = Scope.root(new Scope.From(caller, aliases), target, aliases.next(), false);
    var sql =
        Sql.of("SELECT " + scope.id() + " FROM " + target.table() + " " + scope.alias() + " WHERE ")
            .append(scope.compared(target.column(compare.path().field())))
            .append(" = ")
            .value(compare.value())
            .append(scope.rowRule(target, scope.alias()))
            .append(" LIMIT 2");
    return statements.prepare(
        sql,
        new Arguments(caller, List.of()),
        statement -> {
          var ids = new ArrayList<UUID>();
          try (var rows = statement.executeQuery()) {
            while (rows.next()) {
              ids.add(rows.getObject(1, UUID.class));
            }
          }
          return ids;
        });
  }

  private static Arguments arguments(Caller caller, ListQuery query) {
    var subset = query.subset();
    return new Arguments(caller, List.of(), subset == null ? List.of() : subset.arguments());
  }

  private static Condition condition(String filter, Resource resource, Caller caller) {
    return FilterChecker.check(filter, resource.schema(), caller);
  }

  private SharedFetch fetch(Caller caller, ResourceType type, ReadMask mask, boolean many) {
    return fetches.get(new FetchKey(new MaskKey(type, mask, many), caller.roles()));
  }

  private Selection select(MaskKey key) {
    var schema = schema(key.type());
    return key.many() ? key.mask().selectOfMany(schema) : key.mask().select(schema);
  }

  private SharedFetch compile(FetchKey key) {
    var resource = resource(key.mask().type());
    var caller = new Caller(null, key.roles(), null);
    var selection = selections.get(key.mask());
    int most = key.mask().many() ? ListQuery.maxPageSize(selection) : 1;
    var budget = new AnswerBudget(limits, resource, selection, most);
    var fetch = FetchCompiler.get(resource, selection, caller, budget);
    return SharedFetch.ofResources(fetch, resource.key().size());
  }

  private Resource resource(ResourceType type) {
    var resource = resources.get(type);
    if (resource == null) {
      throw new IllegalArgumentException("nothing declares " + type);
    }
    return resource;
  }
}
