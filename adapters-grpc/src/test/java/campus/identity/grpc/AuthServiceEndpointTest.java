package campus.identity.grpc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import campus.identity.domain.Session;
import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.AuthServiceGrpc.AuthServiceBlockingStub;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RegisterResponse;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.SignOutRequest;
import campus.identity.v1.User;
import campus.shared.grpc.edge.TestServer;
import campus.shared.grpc.wire.SharedProtos;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AuthServiceEndpointTest {

  private final TestIdentity identity = new TestIdentity();
  private final TestServer server = TestServer.inProcess(identity, identity.endpoints());

  @AfterEach
  void close() {
    server.close();
  }

  private AuthServiceBlockingStub anonymous() {
    return AuthServiceGrpc.newBlockingStub(server.channel());
  }

  private RegisterResponse registerAda() {
    return anonymous()
        .register(
            RegisterRequest.newBuilder()
                .setUser(
                    User.newBuilder()
                        .setUsername("ada")
                        .setEmail("ada@example.org")
                        .setProfile(
                            Profile.newBuilder()
                                .setFullName("Ada Lovelace")
                                .setBio("First programmer")))
                .setPassword("correct horse battery")
                .build());
  }

  @Test
  void registersAUserWithProfileAndSession() {
    var answer = registerAda();

    assertThat(answer.getUser().getEmail()).isEqualTo("ada@example.org");
    assertThat(answer.getUser().getProfile().getFullName()).isEqualTo("Ada Lovelace");
    assertThat(answer.getUser().getProfile().getBio()).isEqualTo("First programmer");
    assertThat(identity.authenticate(answer.getSession().getAccessToken()).user())
        .isEqualTo(identity.authenticate("ada").user());
    assertThat(answer.getSession().getAccessExpireTime())
        .isEqualTo(SharedProtos.timestamp(TestIdentity.NOW.plus(Session.ACCESS_LIFETIME)));
  }

  @Test
  void answersAlikeWhereverASessionIsOpened() {
    var registered = registerAda();

    var signedIn =
        anonymous()
            .signIn(
                SignInRequest.newBuilder()
                    .setLogin("ada")
                    .setPassword("correct horse battery")
                    .build());
    var refreshed =
        anonymous()
            .refreshSession(
                RefreshSessionRequest.newBuilder()
                    .setRefreshToken(signedIn.getSession().getRefreshToken())
                    .build());

    assertThat(signedIn.getUser()).isEqualTo(registered.getUser());
    assertThat(refreshed.getUser()).isEqualTo(registered.getUser());
    assertThat(refreshed.getSession().getRefreshExpireTime())
        .isEqualTo(signedIn.getSession().getRefreshExpireTime());
    assertThat(identity.authenticate(refreshed.getSession().getAccessToken()).user())
        .isEqualTo(identity.authenticate("ada").user());
  }

  @Test
  void refusesAWrongPassword() {
    registerAda();

    var failure =
        catchThrowableOfType(
            StatusRuntimeException.class,
            () ->
                anonymous()
                    .signIn(
                        SignInRequest.newBuilder().setLogin("ada").setPassword("wrong").build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAUTHENTICATED);
    assertThat(TestServer.reasonOf(failure)).isEqualTo("WRONG_CREDENTIALS");
  }

  @Test
  void changesThePasswordAndSignsOut() {
    registerAda();
    var ada = AuthServiceGrpc.newBlockingStub(server.channel("ada"));

    ada.changePassword(
        ChangePasswordRequest.newBuilder()
            .setUser("users/me")
            .setCurrentPassword("correct horse battery")
            .setNewPassword("battery staple")
            .build());
    ada.signOut(SignOutRequest.getDefaultInstance());

    var signedIn =
        anonymous()
            .signIn(
                SignInRequest.newBuilder().setLogin("ada").setPassword("battery staple").build());
    assertThat(signedIn.getUser().getUsername()).isEqualTo("ada");
  }
}
