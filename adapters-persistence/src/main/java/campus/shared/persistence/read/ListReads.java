package campus.shared.persistence.read;

import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.Nested;
import campus.shared.application.query.Page;
import campus.shared.application.query.Parent;
import campus.shared.application.query.SortKey;
import campus.shared.application.query.filter.FilterChecker;
import campus.shared.persistence.compile.FilterShape;
import campus.shared.persistence.compile.SortOrder;
import campus.shared.persistence.compile.SortOrder.After;
import campus.shared.persistence.declare.OwnedBy;
import campus.shared.persistence.declare.Subset;
import campus.shared.persistence.fetch.Fetch.Found;
import campus.shared.persistence.jdbc.Arguments;
import campus.shared.persistence.jdbc.Arguments.ListValues;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Checks lists, and makes pages of what they find. */
record ListReads(
    CompiledReads compiled, PageTokens tokens, NaturalKeys naturalKeys, NestedReads nestedReads) {

  /** Stands in tokens for the order of lists without one. */
  private static final String CREATION_ORDER = "-";

  /**
   * A checked list request.
   *
   * @param bound the arguments that its page tokens are bound to
   */
  record Asked(ListShape shape, Arguments arguments, List<Nested> nested, String bound) {}

  /** Parses and checks a query, and looks up what its filter names by a unique field. */
  Asked asked(Caller caller, ListQuery query) {
    var resource = compiled.resource(query.type());
    var keys = SortKey.parse(query.orderBy(), resource.schema(), caller);
    var condition = FilterChecker.check(query.filter(), resource.schema(), caller);
    var nested = nestedReads.check(caller, compiled, query.type(), query.mask(), true, null);
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
        new Arguments(caller, compiled.idsOf(query.parent()), values),
        query.mask().nested(),
        part.bound());
  }

  /**
   * Which resources of its type a list is about, and from where on.
   *
   * @param after the key of the row that the page follows; empty for the first page
   * @param bound the arguments that its page tokens are bound to
   */
  private record Part(@Nullable Subset subset, List<@Nullable String> after, String bound) {}

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
    var join = compiled.join(parent);
    var ownOrder = bound(parent, "", query);
    if (query.orderBy().isEmpty() && parent.ownOrder()) {
      return new Part(new OwnedBy(join, true), after(ownOrder, query.pageToken()), ownOrder);
    }
    var goesOn = query.orderBy().isEmpty() ? tokens.find(ownOrder, query.pageToken()) : null;
    if (goesOn != null) {
      return new Part(new OwnedBy(join, true), goesOn, ownOrder);
    }
    var bound = bound(parent, query.orderBy().isEmpty() ? CREATION_ORDER : query.orderBy(), query);
    return new Part(new OwnedBy(join, false), after(bound, query.pageToken()), bound);
  }

  private static String bound(Parent parent, String orderBy, ListQuery query) {
    var owner = parent.owner();
    return NestedReads.bound(owner.type(), owner.id(), parent.relation(), orderBy, query.filter());
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

  /** The page of what was found. */
  Page page(Asked asked, CompiledList list, List<Found> found, @Nullable Long total) {
    boolean more = found.size() > list.limit();
    var page = more ? found.subList(0, list.limit()) : found;
    var token =
        more ? tokens.encode(asked.bound(), SortOrder.toTexts(page.getLast().sortKey())) : "";
    var records = page.stream().map(Found::resource).toList();
    list.budget().check(records);
    return new Page(records, token, total);
  }

  /** A token that goes on after a resource, of a list in the order of ids. */
  String tokenAfter(ListQuery query, UUID id) {
    return tokens.encode(part(query.withPage(0, "")).bound(), List.of(id.toString()));
  }
}
