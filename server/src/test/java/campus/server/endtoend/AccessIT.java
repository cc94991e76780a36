package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetIdentityCardRequest;
import campus.identity.v1.GetProfileRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.IdentityCard;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RevokeIdentityCardRequest;
import campus.identity.v1.SignOutRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.shared.persistence.testing.Engine;
import campus.shared.v1.Access;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who may do what, and who sees what. */
class AccessIT {

  /** What everybody may read. */
  private static final Pattern PUBLIC_READ =
      Pattern.compile(
          "campus\\.(library|courses|publishing)\\.v1\\.\\w+/(Get|BatchGet|List|Search|Aggregate|Export)\\w+");

  private static final FieldMask EVERYTHING =
      FieldMask.newBuilder()
          .addPaths("*")
          .addPaths("identity_card")
          .addPaths("profile.user.*")
          .addPaths("profile.user.identity_card")
          .build();

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Client ada = campus.newUser();
  private final Client bob = campus.newUser();

  @Test
  void whatIsNotOpenToAllWantsAToken() {
    var reflection = new Reflection(campus.anonymous().channel());
    var open = new ArrayList<String>();
    for (var service : reflection.services()) {
      if (!service.startsWith("campus.")) {
        continue;
      }
      for (var method : reflection.service(service).getMethods()) {
        var name = service + "/" + method.getName();
        try {
          if (method.isServerStreaming()) {
            var _ = reflection.stream(campus.anonymous().channel(), name, "{}");
          } else {
            var _ = reflection.call(campus.anonymous().channel(), name, "{}");
          }
          open.add(name);
        } catch (StatusRuntimeException e) {
          var failure = FailedCall.of(e);
          if (failure.code() == Code.INVALID_ARGUMENT) {
            open.add(name);
          } else {
            failure.is(Code.UNAUTHENTICATED, "SIGN_IN_REQUIRED");
          }
        }
      }
    }
    assertThat(open)
        .filteredOn(name -> !PUBLIC_READ.matcher(name).matches())
        .containsExactlyInAnyOrder(
            "campus.identity.v1.AuthService/Register",
            "campus.identity.v1.AuthService/SignIn",
            "campus.identity.v1.AuthService/RefreshSession",
            "campus.identity.v1.AuthService/RequestPasswordReset",
            "campus.identity.v1.AuthService/ResetPassword");
  }

  @Test
  void whatIsForOwnersIsNotForOthers() {
    var user = User.newBuilder().setName(ada.name()).setEmail("stolen@example.org");
    var profile = Profile.newBuilder().setName(ada.name() + "/profile").setBio("stolen");
    var card = ada.name() + "/identityCard";
    var users = bob.users();

    List.<Runnable>of(
            () -> users.updateUser(UpdateUserRequest.newBuilder().setUser(user).build()),
            () -> users.deleteUser(DeleteUserRequest.newBuilder().setName(ada.name()).build()),
            () ->
                users.updateProfile(UpdateProfileRequest.newBuilder().setProfile(profile).build()),
            () -> users.getIdentityCard(GetIdentityCardRequest.newBuilder().setName(card).build()),
            () ->
                bob.auth()
                    .changePassword(
                        ChangePasswordRequest.newBuilder()
                            .setUser(ada.name())
                            .setCurrentPassword(RunningCampus.PASSWORD)
                            .setNewPassword("stolen password")
                            .build()))
        .forEach(call -> FailedCall.of(call::run).is(Code.PERMISSION_DENIED, "NOT_ALLOWED"));

    assertThat(ada.users().getUser(get("users/me")).getEmail()).isEqualTo(ada.user().getEmail());
  }

  @Test
  void whatIsForAdminIsNotForOthers() {
    var card = IdentityCard.newBuilder().setNumber("A-1");
    var users = bob.users();

    List.<Runnable>of(
            () ->
                users.createUser(
                    CreateUserRequest.newBuilder()
                        .setUser(User.newBuilder().setUsername("carl").setEmail("c@example.org"))
                        .build()),
            () ->
                users.issueIdentityCard(
                    IssueIdentityCardRequest.newBuilder()
                        .setUser("users/me")
                        .setIdentityCard(card)
                        .build()),
            () ->
                users.revokeIdentityCard(
                    RevokeIdentityCardRequest.newBuilder()
                        .setName("users/me/identityCard")
                        .build()))
        .forEach(call -> FailedCall.of(call::run).is(Code.PERMISSION_DENIED, "NOT_ALLOWED"));
  }

  @Test
  void aGrantedRoleCountsFromTheNextCallOn() {
    var carl = campus.newUser();
    var username = campus.newUsername();
    var create =
        CreateUserRequest.newBuilder()
            .setUser(User.newBuilder().setUsername(username).setEmail(username + "@example.org"))
            .build();
    FailedCall.of(() -> carl.users().createUser(create)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");

    campus.grant(carl.user().getUsername(), "ADMIN");

    assertThat(carl.users().createUser(create).getUsername()).isEqualTo(username);
    assertThat(carl.users().getUser(get("users/me")).getRolesList())
        .containsExactly(Access.Role.MEMBER, Access.Role.ADMIN);

    campus.revoke(carl.user().getUsername(), "ADMIN");

    FailedCall.of(() -> carl.users().createUser(create)).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
  }

  @Test
  void privateFieldsAreForOneselfAndAdmin() {
    var issued =
        campus
            .admin()
            .users()
            .issueIdentityCard(
                IssueIdentityCardRequest.newBuilder()
                    .setUser(ada.name())
                    .setIdentityCard(
                        IdentityCard.newBuilder().setNumber("P-" + ada.user().getUsername()))
                    .build());

    for (var mask : List.of(FieldMask.getDefaultInstance(), EVERYTHING)) {
      for (var seen : adaAsSeenBy(ada, mask)) {
        assertThat(seen.getEmail()).isEqualTo(ada.user().getEmail());
        assertThat(seen.getRolesList()).containsExactly(Access.Role.MEMBER);
        assertThat(seen.getIdentityCard().getName()).isEqualTo(issued.getName());
      }
      for (var seen : adaAsSeenBy(campus.admin(), mask)) {
        assertThat(seen.getEmail()).isEqualTo(ada.user().getEmail());
        assertThat(seen.getIdentityCard().getName()).isEqualTo(issued.getName());
      }
      for (var seen : adaAsSeenBy(bob, mask)) {
        assertThat(seen.getUsername()).isEqualTo(ada.user().getUsername());
        assertThat(seen.getEmail()).isEmpty();
        assertThat(seen.getRolesList()).isEmpty();
        assertThat(seen.hasIdentityCard()).isFalse();
        var again = seen.getProfile().getUser();
        assertThat(again.getEmail()).isEmpty();
        assertThat(again.hasIdentityCard()).isFalse();
      }
    }
    var own = adaAsSeenBy(ada, EVERYTHING).getFirst().getProfile().getUser();
    assertThat(own.getEmail()).isEqualTo(ada.user().getEmail());
    assertThat(own.getIdentityCard().getNumber()).isEqualTo(issued.getNumber());
  }

  /** By Get, BatchGet, List and through a relation. */
  private List<User> adaAsSeenBy(Client client, FieldMask mask) {
    var users = client.users();
    var seen = new ArrayList<User>();
    seen.add(
        users.getUser(GetUserRequest.newBuilder().setName(ada.name()).setReadMask(mask).build()));
    seen.addAll(
        users
            .batchGetUsers(
                BatchGetUsersRequest.newBuilder().addNames(ada.name()).setReadMask(mask).build())
            .getUsersList());
    var list =
        ListUsersRequest.newBuilder()
            .setFilter("username = \"" + ada.user().getUsername() + "\"")
            .setReadMask(mask)
            .build();
    seen.addAll(
        users.listUsers(list).getUsersList().stream()
            .filter(user -> user.getName().equals(ada.name()))
            .toList());
    var paths = FieldMask.newBuilder();
    if (mask.getPathsCount() == 0) {
      paths.addPaths("user");
    } else {
      mask.getPathsList().stream()
          .filter(path -> !path.contains(".user."))
          .forEach(path -> paths.addPaths("user." + path));
      paths.addPaths("user.profile.user.email");
    }
    seen.add(
        users
            .getProfile(
                GetProfileRequest.newBuilder()
                    .setName(ada.name() + "/profile")
                    .setReadMask(paths)
                    .build())
            .getUser());
    assertThat(seen).hasSize(4);
    return seen;
  }

  @Test
  void tokensThatAreNotGood() {
    var signedOut = campus.newUser();
    signedOut.auth().signOut(SignOutRequest.getDefaultInstance());
    var expired = campus.newUser();
    assertThat(
            campus.query(
                """
                UPDATE session_tokens SET expire_time = now() - interval '1 second'
                WHERE session_id IN (SELECT id FROM sessions WHERE user_id = ?)
                RETURNING kind
                """,
                expired.id()))
        .hasSize(2);

    for (var client : List.of(signedOut, expired, ada.withToken("guess"))) {
      FailedCall.of(() -> client.users().getUser(get("users/me")))
          .is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    }
  }

  private static GetUserRequest get(String name) {
    return GetUserRequest.newBuilder().setName(name).build();
  }
}
