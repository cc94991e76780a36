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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

  private record FetchKey(MaskKey mask, List<NestedShape> nested, Set<Role> roles) {}

  private final AnswerLimits limits;
  private final Map<ResourceType, Resource> resources = new HashMap<>();
  private final LoadingCache<MaskKey, Selection> selections =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::select);
  private final LoadingCache<FetchKey, SharedFetch> fetches =
      Caffeine.newBuilder().maximumSize(MAX_CACHED).build(this::compile);
  private final LoadingCache<ListShape, CompiledList> lists =
      Caffeine.newBuilder().maximumSize(MAX_CACHED_LISTS).build(this::compile);

  CompiledReads(AnswerLimits limits, Collection<ResourceDeclarations> declarations) {
    this.limits = limits;
    for (var declaration : declarations) {
      declaration.resources().forEach(resource -> resources.put(resource.type(), resource));
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
    var paths = new MaskKey(type, mask.withNested(List.of()), many);
    return fetches.get(new FetchKey(paths, nested, caller.roles()));
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
    return SharedFetch.ofResources(FetchCompiler.get(wanted), resource.key().size());
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
