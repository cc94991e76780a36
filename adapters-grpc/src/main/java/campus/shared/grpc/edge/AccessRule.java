package campus.shared.grpc.edge;

import campus.shared.domain.name.ResourceType;
import campus.shared.domain.value.Role;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.v1.Access;
import campus.shared.v1.AccessProto;
import com.google.protobuf.Descriptors.Descriptor;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Descriptors.FieldDescriptor.JavaType;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Who may call a method, as its contract says.
 *
 * @param owner where the request names the owner's resource; null for a method without an owner
 * @param sessionOnly whether the caller has to have signed in, instead of being a service
 */
record AccessRule(
    Access.Allow allow, Set<Role> roles, @Nullable OwnerField owner, boolean sessionOnly) {

  /** For methods without a rule: nobody may call them. */
  static final AccessRule NOBODY =
      new AccessRule(Access.Allow.ALLOW_UNSPECIFIED, Set.of(), null, false);

  /** Everyone may call; the token is not looked at. */
  static final AccessRule ANONYMOUS = new AccessRule(Access.Allow.ANONYMOUS, Set.of(), null, false);

  /**
   * A field with a name that begins with the owner's: {@code users/{user}/profile}.
   *
   * @param path as the contract writes it: {@code profile.name}
   */
  record OwnerField(String path, List<FieldDescriptor> fields, ResourceType type) {

    private static final String OWNED = "users/{user}";

    OwnerField {
      if (!type.pattern().equals(OWNED) && !type.pattern().startsWith(OWNED + "/")) {
        throw new IllegalStateException(path + ": " + type.pattern() + " does not name a user");
      }
    }

    static OwnerField of(Descriptor request, String path, ResourceTypes types) {
      var fields = new ArrayList<FieldDescriptor>();
      Descriptor at = request;
      for (var segment : path.split("\\.", -1)) {
        var field = at == null ? null : at.findFieldByName(segment);
        if (field == null || field.isRepeated()) {
          throw new IllegalStateException(
              request.getFullName() + " has no single field " + path + " to tell the owner");
        }
        fields.add(field);
        at = field.getJavaType() == JavaType.MESSAGE ? field.getMessageType() : null;
      }
      var type = types.namedBy(fields.getLast());
      if (type == null) {
        throw new IllegalStateException(
            path + " of " + request.getFullName() + " does not hold a resource name");
      }
      return new OwnerField(path, List.copyOf(fields), type);
    }

    /** The same request with another name there. */
    @SuppressWarnings("unchecked") // a builder builds what it was made by
    <Q> Q with(Q request, String name) {
      return (Q) with((Message) request, name, 0);
    }

    private Message with(Message message, String name, int at) {
      var field = fields.get(at);
      var value =
          at == fields.size() - 1 ? name : with((Message) message.getField(field), name, at + 1);
      return message.toBuilder().setField(field, value).build();
    }

    /** The name in a request. */
    String in(Message request) {
      Message at = request;
      for (var field : fields.subList(0, fields.size() - 1)) {
        at = (Message) at.getField(field);
      }
      return (String) at.getField(fields.getLast());
    }
  }

  /**
   * Reads the rule of a method.
   *
   * @throws IllegalStateException if it makes no sense
   */
  static AccessRule of(MethodDescriptor method, ResourceTypes types) {
    if (!method.getOptions().hasExtension(AccessProto.access)) {
      return NOBODY;
    }
    var access = method.getOptions().getExtension(AccessProto.access);
    boolean owned = access.getAllow() == Access.Allow.OWNER;
    boolean byRole = owned || access.getAllow() == Access.Allow.ROLES;
    if (owned == access.getOwner().isEmpty() || (!byRole && access.getRolesCount() > 0)) {
      throw new IllegalStateException(
          method.getFullName() + ": owner goes with OWNER, roles with OWNER or ROLES");
    }
    return new AccessRule(
        access.getAllow(),
        access.getRolesList().stream()
            .map(SharedProtos::role)
            .collect(Collectors.toUnmodifiableSet()),
        owned ? OwnerField.of(method.getInputType(), access.getOwner(), types) : null,
        access.getSessionOnly());
  }

  /** The allowed roles, for messages. */
  String allowedRoles() {
    return Stream.concat(roles.stream().sorted(), Stream.of(Role.ADMIN))
        .distinct()
        .map(Role::name)
        .collect(Collectors.joining(", "));
  }
}
