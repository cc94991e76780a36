package campus.shared.grpc.methods;

import campus.shared.application.call.Caller;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceSchema;
import campus.shared.domain.name.NaturalName;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.ResourceType;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.ResourceTypes;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Message;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Names with keys in requests: {@code users/@ada}. */
final class NaturalNames {

  private final ResourceQueries queries;
  private final ResourceTypes types;

  NaturalNames(ResourceQueries queries) {
    this.queries = queries;
    this.types =
        ResourceTypes.ofTypes(queries.schemas().stream().map(ResourceSchema::type).toList());
  }

  /** Whether a request has such names. */
  boolean areIn(Message request) {
    return !collect(request, Callers.current()).isEmpty();
  }

  /**
   * The same request, with ids in all names.
   *
   * @throws campus.shared.domain.error.NotFound if there is no such resource, or the caller does
   *     not see it
   */
  @SuppressWarnings("unchecked") // a builder builds what it was made by
  <Q extends Message> Q resolve(Q request) {
    var caller = Callers.current();
    var names = collect(request, caller);
    return names.isEmpty() ? request : (Q) replace(request, queries.resolve(caller, names), caller);
  }

  private Set<NaturalName> collect(Message message, Caller caller) {
    var names = new LinkedHashSet<NaturalName>();
    collect(message, caller, names);
    return names;
  }

  private void collect(Message message, Caller caller, Set<NaturalName> names) {
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (field.getJavaType() == JavaType.MESSAGE && !field.isMapField()) {
            each(value).forEach(one -> collect((Message) one, caller, names));
          } else if (hasKeys(field, value)) {
            var type = types.namedBy(field);
            for (var one : type == null ? List.of() : each(value)) {
              var name = natural(Objects.requireNonNull(type), one, caller);
              if (name != null) {
                names.add(name);
              }
            }
          }
        });
  }

  /** Most texts of most requests have none, and need no look at what the contract says of them. */
  private static boolean hasKeys(FieldDescriptor field, Object value) {
    return field.getJavaType() == JavaType.STRING
        && each(value).stream().anyMatch(text -> ((String) text).contains("/@"));
  }

  private static @Nullable NaturalName natural(ResourceType type, Object text, Caller caller) {
    return Names.parseNatural(type, (String) text, caller);
  }

  private static List<?> each(Object value) {
    return value instanceof List<?> many ? many : List.of(value);
  }

  private Message replace(Message message, Map<NaturalName, ResourceName> names, Caller caller) {
    var copy = message.toBuilder();
    message
        .getAllFields()
        .forEach((field, value) -> {
          if (field.getJavaType() == JavaType.MESSAGE && !field.isMapField()) {
            set(copy, field, value, one -> replace((Message) one, names, caller));
          } else if (hasKeys(field, value)) {
            var type = types.namedBy(field);
            if (type != null) {
              set(
                  copy,
                  field,
                  value,
                  one -> {
                    var name = natural(type, one, caller);
                    return name == null ? one : Objects.requireNonNull(names.get(name)).toString();
                  });
            }
          }
        });
    return copy.build();
  }

  private static void set(
      Message.Builder copy, FieldDescriptor field, Object value, UnaryOperator<Object> change) {
    copy.setField(
        field,
        value instanceof List<?> many
            ? many.stream().map(one -> change.apply(one)).toList()
            : change.apply(value));
  }
}
