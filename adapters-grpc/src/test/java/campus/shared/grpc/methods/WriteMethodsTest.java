package campus.shared.grpc.methods;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.User;
import campus.shared.grpc.wire.AllContracts;
import campus.shared.grpc.wire.WriteMethod;
import campus.shared.v1.SecretProto;
import com.google.api.FieldInfo;
import com.google.api.FieldInfoProto;
import com.google.protobuf.Descriptors.MethodDescriptor;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.UnknownFieldSet;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every method that writes has to take, and how two requests are told apart. */
class WriteMethodsTest {

  /** What only reads, by the names that AIP-130 gives it. */
  private static final Pattern READS =
      Pattern.compile("(Get|BatchGet|List|Search|Aggregate|Export|Explain|Verify)[A-Z]\\w*");

  private static final CreateUserRequest ADA =
      CreateUserRequest.newBuilder()
          .setUser(
              User.newBuilder()
                  .setUsername("ada")
                  .setProfile(Profile.newBuilder().setFullName("Ada Lovelace")))
          .build();

  /** Methods that write, but those whose answers hold secrets and those that are many writes. */
  private static List<MethodDescriptor> writes() {
    return AllContracts.services().stream()
        .filter(service -> !service.getName().equals("AuthService"))
        .flatMap(service -> service.getMethods().stream())
        .filter(method -> !READS.matcher(method.getName()).matches())
        .filter(method -> !method.isClientStreaming())
        .toList();
  }

  @Test
  void allTakeARequestIdAndCanBeTried() {
    assertThat(writes()).isNotEmpty();
    for (var method : writes()) {
      var write = WriteMethod.of(DynamicMessage.getDefaultInstance(method.getInputType()));

      assertThat(write.name())
          .isEqualTo(method.getService().getFullName() + "/" + method.getName());
      assertThat(write.requestId().getOptions().getExtension(FieldInfoProto.fieldInfo).getFormat())
          .as(write.name())
          .isEqualTo(FieldInfo.Format.UUID4);
    }
  }

  @Test
  void passwordsAreMarkedAsSecrets() {
    for (var method : writes()) {
      assertThat(method.getInputType().getFields())
          .filteredOn(field -> field.getName().contains("password"))
          .allMatch(field -> field.getOptions().getExtension(SecretProto.secret), method.getName());
    }
  }

  private static String fingerprint(CreateUserRequest request) {
    return WriteMethod.of(request).asked(request).fingerprint();
  }

  @Test
  void tellsRequestsApartByAllButTheirIds() {
    var id = UUID.randomUUID().toString();
    var unknown =
        UnknownFieldSet.newBuilder()
            .addField(999, UnknownFieldSet.Field.newBuilder().addVarint(1).build())
            .build();

    assertThat(fingerprint(ADA.toBuilder().setRequestId(id).build())).isEqualTo(fingerprint(ADA));
    assertThat(
            List.of(
                fingerprint(ADA),
                fingerprint(ADA.toBuilder().clearUser().build()),
                fingerprint(ADA.toBuilder().setUnknownFields(unknown).build()),
                fingerprint(
                    ADA.toBuilder().setUser(ADA.getUser().toBuilder().clearProfile()).build())))
        .doesNotHaveDuplicates();
  }

  @Test
  void doesNotLookAtSecrets() {
    assertThat(fingerprint(ADA.toBuilder().setPassword("correct horse").build()))
        .isEqualTo(fingerprint(ADA));
  }
}
