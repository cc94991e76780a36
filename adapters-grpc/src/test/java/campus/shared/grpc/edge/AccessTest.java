package campus.shared.grpc.edge;

import static campus.shared.grpc.edge.TestServer.fieldsOf;
import static campus.shared.grpc.edge.TestServer.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import campus.identity.grpc.TestIdentity;
import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetIdentityCardRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.identity.v1.UserServiceGrpc.UserServiceBlockingStub;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who gets in, and who does not. */
class AccessTest {

  private static final GetUserRequest ME = GetUserRequest.newBuilder().setName("users/me").build();

  private final TestIdentity identity = new TestIdentity();
  private final UserId ada = identity.add("ada");
  private final TestServer server = TestServer.inProcess(identity, identity.endpoints());

  AccessTest() {
    identity.add("bob");
    identity.add("harry", Role.HR);
    identity.add("root", Role.ADMIN);
  }

  @AfterEach
  void close() {
    server.close();
  }

  private UserServiceBlockingStub as(String user) {
    return UserServiceGrpc.newBlockingStub(server.channel(user));
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  @Test
  void wantsAToken() {
    var failure = failure(() -> UserServiceGrpc.newBlockingStub(server.channel()).getUser(ME));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.UNAUTHENTICATED);
    assertThat(reasonOf(failure)).isEqualTo("SIGN_IN_REQUIRED");
  }

  @Test
  void wantsAGoodToken() {
    for (var header : new String[] {"Bearer nobody", "ada", "Basic ada", "Bearer ", "Bearer"}) {
      var channel = server.withHeader(AccessInterceptor.AUTHORIZATION, header);
      var failure = failure(() -> UserServiceGrpc.newBlockingStub(channel).getUser(ME));

      assertThat(failure.getStatus().getCode()).as(header).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(reasonOf(failure)).isEqualTo("INVALID_ACCESS_TOKEN");
    }
  }

  @Test
  void readsTheSchemeInAnyCase() {
    var channel = server.withHeader(AccessInterceptor.AUTHORIZATION, "bEARER ada");

    assertThat(UserServiceGrpc.newBlockingStub(channel).getUser(ME).getName())
        .isEqualTo(ada.toName());
  }

  @Test
  void doesNotLookAtTheTokenWhereNoneIsNeeded() {
    var answer =
        AuthServiceGrpc.newBlockingStub(server.channel("nobody"))
            .register(
                RegisterRequest.newBuilder()
                    .setUser(User.newBuilder().setUsername("eve").setEmail("eve@example.org"))
                    .setPassword("correct horse")
                    .build());

    assertThat(answer.getUser().getUsername()).isEqualTo("eve");
  }

  @Test
  void letsRolesIn() {
    var request = IssueIdentityCardRequest.newBuilder().setUser(ada.toName());
    request.getIdentityCardBuilder().setNumber("C-1");

    var failure = failure(() -> as("harry").issueIdentityCard(request.build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
    assertThat(reasonOf(failure)).isEqualTo("NOT_ALLOWED");
    assertThat(as("root").issueIdentityCard(request.build()).getNumber()).isEqualTo("C-1");
  }

  @Test
  void looksAtTheRoleBeforeTheRequest() {
    var failure =
        failure(() -> as("bob").issueIdentityCard(IssueIdentityCardRequest.getDefaultInstance()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void letsOwnersAndAdminIn() {
    assertThat(update("ada", "users/me/profile", "1").getBio()).isEqualTo("1");
    assertThat(update("ada", ada.toName() + "/profile", "2").getBio()).isEqualTo("2");
    assertThat(update("root", ada.toName() + "/profile", "3").getBio()).isEqualTo("3");
  }

  private Profile update(String user, String name, String bio) {
    return as(user)
        .updateProfile(
            UpdateProfileRequest.newBuilder()
                .setProfile(Profile.newBuilder().setName(name).setBio(bio))
                .build());
  }

  @Test
  void keepsOthersOutWhetherThereIsSomethingOrNot() {
    var missing = "users/00000000-0000-7000-0000-0000000000ff";

    for (var user : new String[] {ada.toName(), missing}) {
      assertThat(failure(() -> update("bob", user + "/profile", "x")).getStatus().getCode())
          .isEqualTo(Code.PERMISSION_DENIED);
      assertThat(
              failure(() ->
                  as("harry").deleteUser(DeleteUserRequest.newBuilder().setName(user).build())))
          .hasMessageStartingWith("PERMISSION_DENIED: name: ");
      assertThat(
              failure(() ->
                  as("bob")
                      .getIdentityCard(
                          GetIdentityCardRequest.newBuilder()
                              .setName(user + "/identityCard")
                              .build())))
          .hasMessageStartingWith("PERMISSION_DENIED");
    }
    assertThat(
            failure(() ->
                AuthServiceGrpc.newBlockingStub(server.channel("bob"))
                    .changePassword(
                        ChangePasswordRequest.newBuilder()
                            .setUser(ada.toName())
                            .setNewPassword("12345678")
                            .build())))
        .hasMessageStartingWith("PERMISSION_DENIED");
    assertThat(
            failure(() ->
                AuthServiceGrpc.newBlockingStub(server.channel("bob"))
                    .changePassword(
                        ChangePasswordRequest.newBuilder()
                            .setUser(ada.toName())
                            .setNewPassword("short")
                            .build())))
        .as("whose it is comes before what is wrong with it")
        .hasMessageStartingWith("PERMISSION_DENIED");
  }

  @Test
  void checksTheNameBeforeTheOwner() {
    var failure = failure(() -> update("bob", "users/x/profile", "x"));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
    assertThat(fieldsOf(failure)).containsExactly("profile.name");
  }
}
