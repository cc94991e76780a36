package campus.shared.grpc.edge;

import campus.shared.grpc.wire.ResourceTypes;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import io.grpc.MethodDescriptor;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/** The {@link AccessRule} of each method that is served. */
final class AccessRules {

  // Health checks and reflection, for monitors and tools that cannot sign in. They show nothing
  // private, and have no contract with an access option.
  private static final Set<String> OPEN_SERVICES =
      Set.of(
          "grpc.health.v1.Health",
          "grpc.reflection.v1.ServerReflection",
          "grpc.reflection.v1alpha.ServerReflection");

  private final Map<String, AccessRule> byMethod = new HashMap<>();

  AccessRules(Collection<ServiceDescriptor> services, ResourceTypes types) {
    for (var service : services) {
      for (var method : service.getMethods()) {
        byMethod.put(
            MethodDescriptor.generateFullMethodName(service.getFullName(), method.getName()),
            AccessRule.of(method, types));
      }
    }
  }

  AccessRule of(MethodDescriptor<?, ?> method) {
    var service = method.getServiceName();
    return service != null && OPEN_SERVICES.contains(service)
        ? AccessRule.ANONYMOUS
        : byMethod.getOrDefault(method.getFullMethodName(), AccessRule.NOBODY);
  }
}
