package campus.shared.grpc.validation;

import static org.assertj.core.api.Assertions.assertThat;

import build.buf.validate.ValidateProto;
import campus.identity.grpc.TestIdentity;
import campus.identity.v1.BatchCreateUsersRequest;
import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.GetProfileRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.IdentityCard;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.shared.application.call.Caller;
import campus.shared.domain.error.InvalidRequest.Violation;
import campus.shared.grpc.wire.AllContracts;
import campus.shared.grpc.wire.Contracts;
import campus.shared.grpc.wire.ResourceTypes;
import com.google.protobuf.DynamicMessage;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.List;
import org.junit.jupiter.api.Test;

class RequestRulesTest {

  private static final String ID = "00000000-0000-7000-0000-000000000001";

  private final RequestRules rules = rules();

  private static RequestRules rules() {
    var contracts = Contracts.of(List.of(new TestIdentity().endpoints()));
    return new RequestRules(contracts.messages(), new ResourceTypes(contracts.messages()));
  }

  private List<Violation> check(Message request) {
    return rules.check(request, TestIdentity.WITHOUT_ROLES);
  }

  private List<String> fields(Message request) {
    return check(request).stream().map(Violation::field).toList();
  }

  private static User.Builder user() {
    return User.newBuilder().setUsername("ada").setEmail("ada@example.org");
  }

  @Test
  void acceptsWhatIsRight() {
    assertThat(check(RegisterRequest.newBuilder().setUser(user()).setPassword("12345678").build()))
        .isEmpty();
    assertThat(check(GetUserRequest.newBuilder().setName("users/me").build())).isEmpty();
    assertThat(check(GetProfileRequest.newBuilder().setName("users/" + ID + "/profile").build()))
        .isEmpty();
  }

  @Test
  void tellsAllThatIsWrongAtOnce() {
    var request =
        RegisterRequest.newBuilder()
            .setUser(
                User.newBuilder()
                    .setUsername("a b")
                    .setEmail("nowhere")
                    .setProfile(Profile.newBuilder().setFullName("x".repeat(201))))
            .setPassword("short")
            .build();

    assertThat(check(request))
        .extracting(Violation::toString)
        .containsExactlyInAnyOrder(
            "user.username: must be 3 to 40 letters, digits, _ . or -",
            "user.email: must be an e-mail address of at most 254 characters, like ada@example.org",
            "user.profile.full_name: must be at most 200 characters",
            "password: must be at least 8 characters");
  }

  @Test
  void tellsWhatIsMissingByThePathOfTheField() {
    var nobody = RegisterRequest.newBuilder().setPassword("12345678").build();
    var nameless = nobody.toBuilder().setUser(User.getDefaultInstance()).build();
    var card =
        IssueIdentityCardRequest.newBuilder()
            .setUser("users/me")
            .setIdentityCard(IdentityCard.getDefaultInstance())
            .build();

    assertThat(fields(nobody)).containsExactly("user");
    assertThat(fields(nameless)).containsExactly("user.username", "user.email");
    assertThat(fields(card)).containsExactly("identity_card.number");
  }

  @Test
  void countsLinesAsTheyAreWhenCleaned() {
    var line = Profile.newBuilder().setFullName(" " + "e\u0301".repeat(200) + "\n");
    var body = Profile.newBuilder().setBio("x".repeat(2000) + "\n");

    assertThat(fields(CreateUserRequest.newBuilder().setUser(user().setProfile(line)).build()))
        .isEmpty();
    assertThat(fields(CreateUserRequest.newBuilder().setUser(user().setProfile(body)).build()))
        .containsExactly("user.profile.bio");
  }

  @Test
  void countsCodePoints() {
    var profile = Profile.newBuilder().setFullName("\uD83D\uDE00".repeat(200));

    assertThat(fields(CreateUserRequest.newBuilder().setUser(user().setProfile(profile)).build()))
        .isEmpty();
  }

  @Test
  void refusesTheCharacterThatNoTableTakes() {
    var profile = Profile.newBuilder().setBio("a\0b");
    var mask = FieldMask.newBuilder().addPaths("username").addPaths("\0");

    assertThat(fields(CreateUserRequest.newBuilder().setUser(user().setProfile(profile)).build()))
        .containsExactly("user.profile.bio");
    assertThat(fields(GetUserRequest.newBuilder().setName("users/me").setReadMask(mask).build()))
        .containsExactly("read_mask.paths[1]");
  }

  @Test
  void refusesMalformedNames() {
    for (var name :
        List.of(
            "",
            "users",
            "users/",
            "users/1",
            "/users/me",
            "posts/" + ID,
            "users/me/profile",
            "users/" + ID.replace('a', 'A') + "x")) {
      assertThat(fields(GetUserRequest.newBuilder().setName(name).build()))
          .as(name)
          .containsExactly("name");
    }
    var names = BatchGetUsersRequest.newBuilder().addNames("users/me").addNames("x").addNames("");
    assertThat(fields(names.build())).containsExactly("names[1]", "names[2]");
  }

  @Test
  void resolvesMeOnlyForSignedInCallers() {
    var request = GetUserRequest.newBuilder().setName("users/me").build();

    assertThat(rules.check(request, Caller.ANONYMOUS)).hasSize(1);
  }

  @Test
  void wantsTheNameOfWhatIsUpdated() {
    assertThat(fields(UpdateUserRequest.newBuilder().setUser(user()).build()))
        .containsExactly("user.name");
    assertThat(fields(UpdateUserRequest.newBuilder().setUser(user().setName("users/x")).build()))
        .containsExactly("user.name");
  }

  @Test
  void doesNotWantTheNameOfWhatIsMade() {
    assertThat(fields(CreateUserRequest.newBuilder().setUser(user()).build())).isEmpty();
    assertThat(fields(CreateUserRequest.newBuilder().setUser(user().setName("x")).build()))
        .containsExactly("user.name");
  }

  @Test
  void leavesNamesAloneInWhatOnlyTheServerSets() {
    var card = IdentityCard.newBuilder().setName("whatever");

    assertThat(
            fields(
                UpdateUserRequest.newBuilder()
                    .setUser(user().setName("users/me").setIdentityCard(card))
                    .build()))
        .isEmpty();
  }

  @Test
  void takesUuidsOfAnyVersionAsRequestIds() {
    for (var id :
        List.of(
            "",
            "00000000-0000-0000-0000-000000000000",
            "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
            "F47AC10B-58CC-4372-8567-0E02B2C3D479",
            ID)) {
      assertThat(check(CreateUserRequest.newBuilder().setUser(user()).setRequestId(id).build()))
          .as(id)
          .isEmpty();
    }
  }

  @Test
  void refusesRequestIdsThatAreNoUuidsAlsoInBatches() {
    for (var id : List.of("x", "1-1-1-1-1", "{" + ID + "}", ID + "\n", ID.replace("-", ""))) {
      var create = CreateUserRequest.newBuilder().setUser(user()).setRequestId(id).build();
      var batch = BatchCreateUsersRequest.newBuilder().addRequests(create).setRequestId(id).build();

      assertThat(check(create))
          .as(id)
          .containsExactly(new Violation("request_id", "must be a valid UUID"));
      assertThat(check(batch))
          .as(id)
          .containsExactlyInAnyOrder(
              new Violation("request_id", "must be a valid UUID"),
              new Violation("requests[0].request_id", "must be a valid UUID"));
    }
  }

  @Test
  void refusesTooManyTooFewAndNegative() {
    assertThat(fields(BatchGetUsersRequest.getDefaultInstance())).containsExactly("names");
    assertThat(fields(ListUsersRequest.newBuilder().setPageSize(-1).build()))
        .containsExactly("page_size");
  }

  /**
   * Of each text in a request that must have at least one character, whatever contract it is in.
   */
  @Test
  void sayTheSameOfEverythingThatIsEmpty() {
    var all = new RequestRules(AllContracts.messages(), new ResourceTypes(AllContracts.messages()));
    int found = 0;
    for (var message : AllContracts.messages()) {
      for (var field : message.getFields()) {
        var rules = field.getOptions().getExtension(ValidateProto.field);
        if (!field.isRepeated() && rules.getString().getMinLen() == 1) {
          found++;
          assertThat(
                  all.check(DynamicMessage.getDefaultInstance(message), TestIdentity.WITHOUT_ROLES))
              .contains(new Violation(field.getName(), "must not be empty"));
        }
      }
    }
    assertThat(found).isPositive();
  }

  /** Of each field in a request that has to be there, whatever contract it is in. */
  @Test
  void sayTheSameOfEverythingThatIsRequired() {
    var all = new RequestRules(AllContracts.messages(), new ResourceTypes(AllContracts.messages()));
    int found = 0;
    for (var message : AllContracts.messages()) {
      for (var field : message.getFields()) {
        if (field.getOptions().getExtension(ValidateProto.field).getRequired()) {
          found++;
          assertThat(
                  all.check(DynamicMessage.getDefaultInstance(message), TestIdentity.WITHOUT_ROLES))
              .contains(new Violation(field.getName(), "is required"));
        }
      }
    }
    assertThat(found).isPositive();
  }
}
