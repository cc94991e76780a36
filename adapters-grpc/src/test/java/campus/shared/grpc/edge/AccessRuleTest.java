package campus.shared.grpc.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.v1.UserServiceProto;
import campus.shared.grpc.wire.AllContracts;
import campus.shared.grpc.wire.ResourceTypes;
import campus.shared.v1.Access;
import campus.shared.v1.AccessProto;
import com.google.protobuf.DescriptorProtos.FileDescriptorProto;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import com.google.protobuf.Descriptors.FileDescriptor;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.Descriptors.ServiceDescriptor;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AccessRuleTest {

  @Test
  void everyMethodOfEveryContractSaysWhoMayCallIt() {
    var services = AllContracts.services();
    var contracts = AllContracts.messages();
    var types = new ResourceTypes(contracts);

    assertThat(services).extracting(ServiceDescriptor::getName).contains("UserService");
    for (var service : services) {
      for (var method : service.getMethods()) {
        assertThat(AccessRule.of(method, types))
            .as(method.getFullName())
            .isNotEqualTo(AccessRule.NOBODY);
        assertThat(AccessRule.of(method, types).allow())
            .as(method.getFullName())
            .isNotIn(Access.Allow.ALLOW_UNSPECIFIED, Access.Allow.UNRECOGNIZED);
      }
    }
  }

  @Test
  void letsNobodyInWhereTheContractSaysNothing() throws DescriptorValidationException {
    assertThat(rule(null)).isEqualTo(AccessRule.NOBODY);
  }

  @Test
  void refusesRulesWithoutSense() {
    for (var access :
        List.of(
            Access.newBuilder().setAllow(Access.Allow.OWNER).build(),
            Access.newBuilder().setAllow(Access.Allow.OWNER).setOwner("user.id").build(),
            Access.newBuilder().setAllow(Access.Allow.OWNER).setOwner("read_mask").build(),
            Access.newBuilder().setAllow(Access.Allow.SIGNED_IN).setOwner("name").build(),
            Access.newBuilder()
                .setAllow(Access.Allow.SIGNED_IN)
                .addRoles(Access.Role.HR)
                .build())) {
      assertThatThrownBy(() -> rule(access))
          .as(access.toString())
          .isInstanceOf(IllegalStateException.class);
    }
  }

  /** The rule of GetUser, if its contract said this. */
  private static AccessRule rule(@Nullable Access access) throws DescriptorValidationException {
    FileDescriptorProto.Builder file = UserServiceProto.getDescriptor().toProto().toBuilder();
    var options = file.getServiceBuilder(0).getMethodBuilder(0).getOptionsBuilder();
    options.clearExtension(AccessProto.access);
    if (access != null) {
      options.setExtension(AccessProto.access, access);
    }
    var dependencies =
        UserServiceProto.getDescriptor().getDependencies().toArray(FileDescriptor[]::new);
    MethodDescriptor method =
        FileDescriptor.buildFrom(file.build(), dependencies)
            .getServices()
            .getFirst()
            .getMethods()
            .getFirst();
    return AccessRule.of(method, new ResourceTypes(AllContracts.messages()));
  }
}
