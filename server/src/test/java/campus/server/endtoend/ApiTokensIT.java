package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.ApiToken;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetApiTokenRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.IssuePasswordResetRequest;
import campus.identity.v1.IssueTokenRequest;
import campus.identity.v1.IssueTokenResponse;
import campus.identity.v1.ListApiTokensRequest;
import campus.identity.v1.ListSessionsRequest;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.ResetPasswordRequest;
import campus.identity.v1.RevokeApiTokenRequest;
import campus.identity.v1.RevokeSessionRequest;
import campus.identity.v1.SignOutRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.library.v1.Author;
import campus.library.v1.AuthorServiceGrpc;
import campus.library.v1.CreateAuthorRequest;
import campus.shared.persistence.testing.Engine;
import campus.shared.v1.Access.Role;
import com.google.protobuf.Timestamp;
import io.grpc.Status.Code;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Tokens of services, over the network. */
class ApiTokensIT {

  private static final GetUserRequest ME = GetUserRequest.newBuilder().setName("users/me").build();

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Client ada = campus.newUser();

  private static IssueTokenResponse issue(Client client, Role... roles) {
    return client
        .auth()
        .issueToken(
            IssueTokenRequest.newBuilder()
                .setUser("users/me")
                .setDisplayName("billing")
                .addAllRoles(List.of(roles))
                .build());
  }

  @Test
  void aTokenIsShownOnceAndItsUserUntilItIsRevoked() {
    var issued = issue(ada);
    var service = ada.withToken(issued.getToken());

    assertThat(issued.getToken()).startsWith("campus_").hasSize(50);
    assertThat(service.users().getUser(ME).getName()).isEqualTo(ada.name());
    assertThat(tokens(ada)).containsExactly(issued.getApiToken());
    assertThat(tokens(service)).containsExactly(issued.getApiToken());
    assertThat(issued.getApiToken().getRolesList()).containsExactly(Role.MEMBER);
    assertThat(campus.query("SELECT t::text FROM api_tokens t WHERE user_id = ?", ada.id()))
        .singleElement()
        .asString()
        .doesNotContain(issued.getToken())
        .doesNotContain(issued.getToken().substring(7));

    var _ = ada.users().revokeApiToken(revocation(issued.getApiToken()));

    FailedCall.of(() -> service.users().getUser(ME))
        .is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    assertThat(tokens(ada)).isEmpty();
    FailedCall.of(() -> ada.users().revokeApiToken(revocation(issued.getApiToken())))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");
  }

  @Test
  void aTokenCannotTakeItsAccountOverByAnotherAddress() {
    var service = ada.withToken(issue(ada).getToken());
    var update =
        UpdateUserRequest.newBuilder()
            .setUser(User.newBuilder().setName("users/me").setEmail("mallory@example.com"));

    FailedCall.of(() -> service.users().updateUser(update.build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    assertThat(service.users().getUser(ME).getEmail()).isEqualTo(ada.user().getEmail());

    update.getUserBuilder().clearEmail().setUsername(campus.newUsername());
    assertThat(service.users().updateUser(update.build()).getUsername())
        .isEqualTo(update.getUser().getUsername());
  }

  @Test
  void aTokenHasTheRolesOfTheMomentWithinItsOwn() {
    var librarian = campus.newUserWith("LIBRARIAN");
    var plain = librarian.withToken(issue(librarian).getToken());
    var scoped = librarian.withToken(issue(librarian, Role.LIBRARIAN).getToken());

    FailedCall.of(() -> createAuthor(plain)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    createAuthor(scoped);
    FailedCall.of(() -> issue(librarian, Role.CASHIER))
        .is(Code.FAILED_PRECONDITION, "ROLE_NOT_HELD");

    campus.revoke(librarian.user().getUsername(), "LIBRARIAN");

    FailedCall.of(() -> createAuthor(scoped)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
  }

  @Test
  void aTokenOfAnAdminMayBeLess() {
    var admin = campus.newUserWith("ADMIN");
    var service = admin.withToken(issue(admin, Role.LIBRARIAN).getToken());

    createAuthor(service);
    FailedCall.of(() ->
            service
                .users()
                .listApiTokens(ListApiTokensRequest.newBuilder().setParent(ada.name()).build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
  }

  @Test
  void aTokenMakesNoOtherCredentials() {
    var admin = campus.newUserWith("ADMIN");
    var issued = issue(admin, Role.ADMIN);
    var service = admin.withToken(issued.getToken());
    var session =
        admin
            .users()
            .listSessions(ListSessionsRequest.newBuilder().setParent("users/me").build())
            .getSessions(0);

    assertThat(service.users().listUsers(ListUsersRequest.getDefaultInstance()).getUsersList())
        .isNotEmpty();
    for (ThrowingCallable refused :
        List.<ThrowingCallable>of(
            () -> issue(service),
            () -> service.auth().signOut(SignOutRequest.getDefaultInstance()),
            () ->
                service
                    .auth()
                    .changePassword(
                        ChangePasswordRequest.newBuilder()
                            .setUser(ada.name())
                            .setNewPassword("another password")
                            .build()),
            () ->
                service
                    .auth()
                    .issuePasswordReset(
                        IssuePasswordResetRequest.newBuilder().setUser(ada.name()).build()),
            () ->
                service
                    .users()
                    .revokeSession(
                        RevokeSessionRequest.newBuilder().setName(session.getName()).build()),
            () -> service.users().revokeApiToken(revocation(issued.getApiToken())))) {
      assertThat(FailedCall.of(refused).is(Code.PERMISSION_DENIED, "NOT_ALLOWED").message())
          .contains("for users who have signed in");
    }
  }

  @Test
  void tokensOfOthersAreForAdmin() {
    var issued = issue(ada).getApiToken();
    var bob = campus.newUser();
    var get = GetApiTokenRequest.newBuilder().setName(issued.getName()).build();

    FailedCall.of(() -> bob.users().getApiToken(get)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> bob.users().revokeApiToken(revocation(issued)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    assertThat(campus.admin().users().getApiToken(get)).isEqualTo(issued);

    var given =
        campus
            .admin()
            .auth()
            .issueToken(
                IssueTokenRequest.newBuilder()
                    .setUser(ada.name())
                    .setDisplayName("reports")
                    .build());
    assertThat(ada.withToken(given.getToken()).users().getUser(ME).getName()).isEqualTo(ada.name());
  }

  @Test
  void aNewPasswordLeavesTokensButADeletionDoesNot() {
    var service = ada.withToken(issue(ada).getToken());
    var reset =
        campus
            .admin()
            .auth()
            .issuePasswordReset(IssuePasswordResetRequest.newBuilder().setUser(ada.name()).build());
    var _ =
        ada.auth()
            .resetPassword(
                ResetPasswordRequest.newBuilder()
                    .setToken(reset.getToken())
                    .setNewPassword("another password")
                    .build());

    assertThat(service.users().getUser(ME).getName()).isEqualTo(ada.name());

    var _ =
        campus
            .admin()
            .users()
            .deleteUser(DeleteUserRequest.newBuilder().setName(ada.name()).build());
    FailedCall.of(() -> service.users().getUser(ME))
        .is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
  }

  @Test
  void whatIsWrongIsTold() {
    var request = IssueTokenRequest.newBuilder().setUser("users/me").setDisplayName("billing");

    assertThat(
            FailedCall.of(() -> ada.auth().issueToken(request.clone().clearDisplayName().build()))
                .message())
        .contains("display_name");
    assertThat(
            FailedCall.of(() ->
                    ada.auth().issueToken(request.clone().addRoles(Role.ROLE_UNSPECIFIED).build()))
                .message())
        .contains("roles[0]");
    assertThat(
            FailedCall.of(() ->
                    ada.auth()
                        .issueToken(
                            request
                                .clone()
                                .setExpireTime(Timestamp.newBuilder().setSeconds(4_000_000_000L))
                                .build()))
                .message())
        .contains("expire_time: must be within 365 days");
    FailedCall.of(() -> ada.withToken("campus_nonsense").users().getUser(ME))
        .is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
  }

  private static List<ApiToken> tokens(Client client) {
    return client
        .users()
        .listApiTokens(ListApiTokensRequest.newBuilder().setParent("users/me").build())
        .getApiTokensList();
  }

  private static RevokeApiTokenRequest revocation(ApiToken token) {
    return RevokeApiTokenRequest.newBuilder().setName(token.getName()).build();
  }

  private static void createAuthor(Client client) {
    var _ =
        client
            .within(AuthorServiceGrpc.newBlockingStub(client.channel()))
            .createAuthor(
                CreateAuthorRequest.newBuilder()
                    .setAuthor(Author.newBuilder().setDisplayName("Ada Lovelace"))
                    .build());
  }
}
