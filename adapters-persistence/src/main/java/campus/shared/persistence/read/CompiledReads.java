package campus.shared.persistence.read;

import campus.shared.application.call.AnswerLimits;
import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Parent;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.Selection;
import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Role;
import campus.shared.persistence.compile.AnswerBudget;
import campus.shared.persistence.compile.FetchCompiler;
import campus.shared.persistence.compile.FetchCompiler.Wanted;
import campus.shared.persistence.compile.Nesting;
import campus.shared.persistence.declare.Join;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.fetch.SharedFetch;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The declared resources, and the compiled statements about them, cached by their shape. */
final class CompiledReads {

  private static final int MAX_CACHED = 2000;
  private static final int MAX_CACHED_LISTS = 500;

  /**
   * @param mask without its nested part
   * @param many whether it is for many resources
   */
  private record MaskKey(ResourceType type, ReadMask mask, boolean many) {}

  /**
   * @param keyed the resources whose keys stand in place of ids, by the parts of the name
   */
  private record FetchKey(
      MaskKey mask, List<NestedShape> nested, List<@Nullable Resource> keyed, Set<Role> roles) {}

  private final AnswerLimits limits;
  private final Map<ResourceType, Resource> resources = new HashMap<>();
  private final Map<String, Resource> byPattern = new HashMap<>();
  private final LoadingCache<MaskKey, Selection> selections =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::select);
  private final LoadingCache<FetchKey, SharedFetch> fetches =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::compile);
  private final LoadingCache<ListShape, CompiledList> lists =
      Caffeine.newBuilder().maximumSize(MAX_CACHED_LISTS).build(this::compile);

  CompiledReads(AnswerLimits limits, Collection<ResourceDeclarations> declarations) {
    this.limits = limits;
    for (var declaration : declarations) {
      for (var resource : declaration.resources()) {
        resources.put(resource.type(), resource);
        byPattern.put(resource.type().pattern(), resource);
      }
    }
  }

  Resource resource(ResourceType type) {
    var resource = resources.get(type);
    if (resource == null) {
      throw new IllegalArgumentException("nothing declares " + type);
    }
    return resource;
  }

  Collection<Resource> resources() {
    return resources.values();
  }

  /**
   * What a mask selects in a resource.
   *
   * @param many whether it is one of many in its answer
   */
  Selection selection(ResourceType type, ReadMask mask, boolean many) {
    return selections.get(new MaskKey(type, mask.withNested(List.of()), many));
  }

  /**
   * The statement that fetches a resource by its name.
   *
   * @param many whether it is one of many in its answer
   */
  SharedFetch fetch(
      Caller caller, ResourceType type, ReadMask mask, List<NestedShape> nested, boolean many) {
    var parts = Collections.<@Nullable Resource>nCopies(resource(type).key().size(), null);
    return fetch(caller, type, mask, nested, many, parts);
  }

  /**
   * The statement that fetches a resource by a name with keys.
   *
   * @param keyed the resources whose keys stand in place of ids; null for ids
   */
  SharedFetch fetch(
      Caller caller,
      ResourceType type,
      ReadMask mask,
      List<NestedShape> nested,
      boolean many,
      List<@Nullable Resource> keyed) {
    var paths = new MaskKey(type, mask.withNested(List.of()), many);
    return fetches.get(new FetchKey(paths, nested, keyed, caller.roles()));
  }

  /** The resource with names of a pattern; null if there is none. */
  @Nullable Resource resourceNamed(String pattern) {
    return byPattern.get(pattern);
  }

  /** The patterns of names that can have keys. */
  String naturalPatterns() {
    return byPattern.values().stream()
        .filter(resource -> resource.natural() != null)
        .map(resource -> resource.type().pattern())
        .sorted()
        .collect(Collectors.joining(", "));
  }

  /** The way from the owner of a collection to its elements. */
  Join join(Parent parent) {
    return NestedShape.join(resource(parent.owner().type()), parent.relation());
  }

  /** The ids that a list gives to its statements. */
  List<UUID> idsOf(@Nullable Parent parent) {
    return parent == null ? List.of() : List.of(parent.owner().id());
  }

  CompiledList list(ListShape shape) {
    return lists.get(shape);
  }

  private Selection select(MaskKey key) {
    var schema = resource(key.type()).schema();
    return key.many() ? key.mask().selectOfMany(schema) : key.mask().select(schema);
  }

  private SharedFetch compile(FetchKey key) {
    var resource = resource(key.mask().type());
    var selection = selections.get(key.mask());
    int most = key.mask().many() ? ListQuery.maxPageSize(selection) : 1;
    var nesting = NestedShape.nesting(resource, key.nested(), 0, 0);
    var wanted = wanted(resource, selection, nesting, key.roles(), most);
    return SharedFetch.ofResources(
        FetchCompiler.get(wanted, key.keyed()),
        key.keyed().stream().map(keyed -> keyed == null ? "uuid" : "text").toList());
  }

  private CompiledList compile(ListShape shape) {
    var resource = resource(shape.type());
    var selection = selection(shape.type(), shape.mask(), true);
    var nesting =
        NestedShape.nesting(resource, shape.nested(), shape.values(), shape.after().size());
    return CompiledList.of(
        shape, wanted(resource, selection, nesting, shape.roles(), shape.limit()));
  }

  /**
   * @param most how many resources an answer holds at most
   */
  private Wanted wanted(
      Resource resource, Selection selection, Nesting nesting, Set<Role> roles, int most) {
    var budget = new AnswerBudget(limits, resource, selection, nesting, most);
    return new Wanted(resource, selection, nesting, new Caller(null, roles, null), budget);
  }
}
