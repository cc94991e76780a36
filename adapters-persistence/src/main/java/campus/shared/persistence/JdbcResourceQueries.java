package campus.shared.persistence;

import campus.shared.application.Caller;
import campus.shared.application.ListQuery;
import campus.shared.application.Page;
import campus.shared.application.ReadMask;
import campus.shared.application.ResourceName;
import campus.shared.application.ResourceQueries;
import campus.shared.application.ResourceRecord;
import campus.shared.application.ResourceSchema;
import campus.shared.application.ResourceType;
import campus.shared.application.Selection;
import campus.shared.domain.NotFound;
import campus.shared.domain.Role;
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
import org.jspecify.annotations.Nullable;

/** All reads, from the declarations of all contexts. What was compiled once is kept. */
@Singleton
final class JdbcResourceQueries implements ResourceQueries {

  private static final int MAX_CACHED = 2000;

  /** The forms in which a selection is fetched. */
  private enum Form {
    GET,
    BATCH_GET,
    FIRST_PAGE,
    NEXT_PAGE
  }

  private record MaskKey(ResourceType type, ReadMask mask) {}

  private record FetchKey(Selection selection, Set<Role> roles, Form form) {}

  private final Statements statements;
  private final PageTokens tokens;
  private final Map<ResourceType, Resource> resources = new HashMap<>();
  private final LoadingCache<MaskKey, Selection> selections =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::select);
  private final LoadingCache<FetchKey, Fetch> fetches =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::compile);

  JdbcResourceQueries(
      Statements statements, PageTokens tokens, Collection<ResourceDeclarations> declarations) {
    this.statements = statements;
    this.tokens = tokens;
    for (var declaration : declarations) {
      declaration.resources().forEach(resource -> resources.put(resource.type(), resource));
    }
  }

  @Override
  public ResourceRecord get(Caller caller, ResourceName name, ReadMask mask) {
    var found =
        run(
            fetch(caller, name.type(), mask, Form.GET),
            new Arguments(caller, List.of(name), List.of(), 1));
    if (found.isEmpty()) {
      throw new NotFound(name.toString());
    }
    return found.getFirst();
  }

  @Override
  public List<ResourceRecord> batchGet(Caller caller, List<ResourceName> names, ReadMask mask) {
    var distinct = List.copyOf(new LinkedHashSet<>(names));
    var fetch = fetch(caller, names.getFirst().type(), mask, Form.BATCH_GET);
    var byName = new HashMap<String, ResourceRecord>();
    for (var found : run(fetch, new Arguments(caller, distinct, List.of(), distinct.size()))) {
      byName.put(found.name(), found);
    }
    var ordered = new ArrayList<ResourceRecord>(names.size());
    for (var name : names) {
      var found = byName.get(name.toString());
      if (found == null) {
        throw new NotFound(name.toString());
      }
      ordered.add(found);
    }
    return ordered;
  }

  @Override
  public Page list(Caller caller, ListQuery query) {
    var arguments = query.type().name() + query.mask().paths();
    boolean first = query.pageToken().isEmpty();
    List<@Nullable String> after = first ? List.of() : tokens.decode(arguments, query.pageToken());
    var fetch = fetch(caller, query.type(), query.mask(), first ? Form.FIRST_PAGE : Form.NEXT_PAGE);
    int limit = query.limit();
    // One more than the page, to know whether there is a next one.
    var found = run(fetch, new Arguments(caller, List.of(), after, limit + 1));
    if (found.size() <= limit) {
      return new Page(found, "");
    }
    var page = found.subList(0, limit);
    var last = query.type().parse(page.getLast().name(), null);
    if (last == null) {
      throw new IllegalStateException("a record's name is that of its type");
    }
    return new Page(page, tokens.encode(arguments, List.of(last.id().toString())));
  }

  @Override
  public ResourceSchema schema(ResourceType type) {
    return resource(type).schema();
  }

  private Fetch fetch(Caller caller, ResourceType type, ReadMask mask, Form form) {
    var selection = selections.get(new MaskKey(type, mask));
    return fetches.get(new FetchKey(selection, caller.roles(), form));
  }

  private Selection select(MaskKey key) {
    return key.mask().select(schema(key.type()));
  }

  private Fetch compile(FetchKey key) {
    var resource = resource(key.selection().resource().type());
    var caller = new Caller(null, key.roles(), null);
    return switch (key.form()) {
      case GET -> FetchCompiler.get(resource, key.selection(), caller);
      case BATCH_GET -> FetchCompiler.batchGet(resource, key.selection(), caller);
      case FIRST_PAGE -> FetchCompiler.list(resource, key.selection(), caller, true);
      case NEXT_PAGE -> FetchCompiler.list(resource, key.selection(), caller, false);
    };
  }

  private List<ResourceRecord> run(Fetch fetch, Arguments arguments) {
    return statements.prepare(fetch.sql().toString(), statement -> fetch.run(statement, arguments));
  }

  private Resource resource(ResourceType type) {
    var resource = resources.get(type);
    if (resource == null) {
      throw new IllegalArgumentException("nothing declares " + type);
    }
    return resource;
  }
}
