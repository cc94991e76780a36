package campus.shared.grpc.methods;

import campus.shared.application.call.Caller;
import campus.shared.application.query.Parent;
import campus.shared.application.query.ResourceQueries;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.ResourceType;
import campus.shared.grpc.wire.Names;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The owners whose collections lists can be about: those with a relation to many. */
final class Parents {

  private final ResourceQueries queries;
  private final Map<ResourceType, Map<ResourceType, String>> relations = new ConcurrentHashMap<>();

  Parents(ResourceQueries queries) {
    this.queries = queries;
  }

  /**
   * Reads the parent of a list. Its collection is the first declared relation to the type.
   *
   * @param type that of the elements
   * @return null for none, and for {@code -}, which stands for any parent (AIP-159)
   * @throws InvalidRequest if it is not the name of an owner of such resources
   * @throws campus.shared.domain.error.NotFound if it is a name with a key that nobody has
   */
  @Nullable Parent parse(ResourceType type, String text, Caller caller) {
    if (text.isEmpty()) {
      return null;
    }
    var owners = relations.computeIfAbsent(type, this::ownersOf);
    for (var owner : owners.entrySet()) {
      if (text.equals(owner.getKey().any())) {
        return null;
      }
      var name = Names.parse(owner.getKey(), text, caller);
      if (name != null) {
        return new Parent(name, owner.getValue());
      }
      var natural = Names.parseNatural(owner.getKey(), text, caller);
      if (natural != null) {
        var resolved = queries.resolve(caller, List.of(natural));
        return new Parent(Objects.requireNonNull(resolved.get(natural)), owner.getValue());
      }
    }
    throw new InvalidRequest(
        "parent",
        owners.isEmpty()
            ? "must be empty, since a " + type.name() + " has no parent"
            : owners.keySet().stream()
                .map(owner -> Names.expected(owner, caller))
                .collect(Collectors.joining(", or ")));
  }

  private Map<ResourceType, String> ownersOf(ResourceType type) {
    var owners = new LinkedHashMap<ResourceType, String>();
    for (var schema : queries.schemas()) {
      for (var relation : schema.relations()) {
        if (relation.isToMany() && relation.target().get().type().equals(type)) {
          owners.putIfAbsent(schema.type(), relation.name());
        }
      }
    }
    return owners;
  }
}
