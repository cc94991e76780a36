package campus.shared.persistence.read;

import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Nested;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.Selection;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.persistence.compile.FetchCompiler;
import campus.shared.persistence.compile.FilterShape;
import campus.shared.persistence.compile.SortOrder;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.fetch.Continuation;
import campus.shared.persistence.fetch.RecordReader.Elements;
import campus.shared.persistence.jdbc.Arguments.ListValues;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what calls want of collections inside their owners, and makes their page tokens. */
record NestedReads(PageTokens tokens, NaturalKeys naturalKeys) {

  /**
   * Checked requests for collections.
   *
   * @param filter the values of all filters, in order
   * @param after the values of the keys of all pages, in order
   */
  record Checked(List<NestedShape> shapes, List<Object> filter, List<@Nullable Object> after) {

    private static final Checked NONE = new Checked(List.of(), List.of(), List.of());

    /** The values, for a read that has no others. */
    ListValues values() {
      return shapes.isEmpty() ? ListValues.NONE : new ListValues(List.of(), filter, after, 0);
    }
  }

  /**
   * Checks requests for collections.
   *
   * @param many whether the mask is for many resources
   * @param owner the only resource of the answer; null if there can be several
   * @throws InvalidRequest if one is not about a collection of the mask, or invalid by itself
   */
  Checked check(
      Caller caller,
      CompiledReads compiled,
      ResourceType type,
      ReadMask mask,
      boolean many,
      @Nullable ResourceName owner) {
    var nested = mask.nested();
    if (nested.isEmpty()) {
      return Checked.NONE;
    }
    var resource = compiled.resource(type);
    var selection = compiled.selection(type, mask, many);
    var checked = new Checked(new ArrayList<>(), new ArrayList<>(), new ArrayList<>());
    var seen = new HashSet<String>();
    for (int i = 0; i < nested.size(); i++) {
      try {
        if (!seen.add(nested.get(i).path())) {
          throw new InvalidRequest("path", "comes twice");
        }
        add(checked, caller, resource, selection, nested.get(i), owner);
      } catch (InvalidRequest e) {
        throw e.within("nested[" + i + "]");
      }
    }
    return checked;
  }

  private void add(
      Checked checked,
      Caller caller,
      Resource resource,
      Selection selection,
      Nested one,
      @Nullable ResourceName owner) {
    var part = part(selection, one.path());
    var schema = part.resource();
    var keys = SortKey.parse(one.orderBy(), schema, caller);
    var condition = FilterChecker.check(one.filter(), schema, caller);
    var filter = FilterShape.of(naturalKeys.lookUp(condition, caller));
    var after = after(resource, one, owner);
    var shape =
        new NestedShape(
            one.path(),
            filter.condition(),
            filter.values().size(),
            keys,
            after.stream().map(After::of).toList(),
            Math.min(one.pageSize(), ListQuery.maxPageSize(part)),
            one.totalSize());
    checked.shapes().add(shape);
    checked.filter().addAll(filter.values());
    if (!after.isEmpty()) {
      var target = NestedShape.join(resource, one.path()).target().get();
      var order = FetchCompiler.order(target, shape.plan(resource), caller);
      checked.after().addAll(order.fromTexts(after));
    }
  }

  /** The selected part of the elements of a collection. */
  private static Selection part(Selection selection, String path) {
    var at = selection;
    boolean toMany = false;
    for (var segment : path.split("\\.", -1)) {
      Selection next = null;
      for (var branch : at.branches()) {
        if (branch.relation().name().equals(segment)) {
          next = branch.selection();
          toMany = branch.relation().isToMany();
        }
      }
      if (next == null) {
        throw new InvalidRequest(
            "path", "\"" + path + "\" is no relation of the mask: add it to read_mask");
      }
      at = next;
    }
    if (!toMany) {
      throw new InvalidRequest("path", "\"" + path + "\" leads to one resource at most");
    }
    return at;
  }

  private List<@Nullable String> after(
      Resource resource, Nested one, @Nullable ResourceName owner) {
    if (one.pageToken().isEmpty()) {
      return List.of();
    }
    if (owner == null || one.path().indexOf('.') >= 0) {
      throw new InvalidRequest(
          "page_token",
          "continues the collection of one resource: get that one alone, or use the List method of"
              + " the collection with it as parent");
    }
    return tokens.decode(
        bound(resource.type(), owner.id(), one.path(), one.orderBy(), one.filter()),
        one.pageToken());
  }

  /**
   * What the page tokens of a collection are bound to, wherever it is read.
   *
   * @param orderBy empty for the collection's own order
   */
  static String bound(ResourceType owner, UUID id, String relation, String orderBy, String filter) {
    return String.join("\n", owner.name(), id.toString(), relation, orderBy, filter);
  }

  /** Makes the tokens of the collections in an answer. */
  Continuation continuation(List<Nested> nested) {
    return (Elements collection, UUID owner, List<@Nullable Object> lastKey) -> {
      var asked =
          nested.stream()
              .filter(one -> one.path().equals(collection.path()))
              .findFirst()
              .orElseGet(() -> Nested.of(collection.path()));
      return tokens.encode(bound(collection, owner, asked), SortOrder.toTexts(lastKey));
    };
  }

  private static String bound(Elements collection, UUID owner, Nested asked) {
    return bound(collection.owner(), owner, collection.relation(), asked.orderBy(), asked.filter());
  }
}
