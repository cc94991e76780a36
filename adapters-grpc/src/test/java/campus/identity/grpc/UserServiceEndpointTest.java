package campus.identity.grpc;

import static campus.shared.grpc.edge.TestServer.fieldsOf;
import static campus.shared.grpc.edge.TestServer.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import campus.identity.domain.CardNumber;
import campus.identity.v1.BatchGetUsersRequest;
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
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.identity.v1.UserServiceGrpc.UserServiceBlockingStub;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.grpc.edge.TestServer;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.v1.Access;
import com.google.protobuf.FieldMask;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.List;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class UserServiceEndpointTest {

  private final TestIdentity identity = new TestIdentity();
  private final UserId ada = identity.add("ada");
  private final UserId bob = identity.add("bob");
  private final UserId root = identity.add("root", Role.ADMIN);
  private final TestServer server = TestServer.inProcess(identity, identity.endpoints());

  @AfterEach
  void close() {
    server.close();
  }

  private UserServiceBlockingStub as(String user) {
    return UserServiceGrpc.newBlockingStub(server.channel(user));
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }

  private static StatusRuntimeException failure(ThrowingCallable call) {
    return catchThrowableOfType(StatusRuntimeException.class, call);
  }

  @Test
  void getsTheCallerByMe() {
    var user = as("ada").getUser(GetUserRequest.newBuilder().setName("users/me").build());

    assertThat(user.getName()).isEqualTo(ada.toName());
    assertThat(user.getRolesList()).containsExactly(Access.Role.MEMBER);
    assertThat(user.getCreateTime()).isEqualTo(SharedProtos.timestamp(TestIdentity.NOW));
    assertThat(user.getProfile().getName()).isEqualTo(ada.toName() + "/profile");
    assertThat(user.hasIdentityCard()).isFalse();
  }

  @Test
  void getsWhatTheMaskAsksFor() {
    identity.useCases().identityCards().issue(ada, new CardNumber("C-0001"));

    var user =
        as("bob")
            .getUser(
                GetUserRequest.newBuilder()
                    .setName(ada.toName())
                    .setReadMask(mask("username", "profile.user.username", "identity_card"))
                    .build());

    assertThat(user.getUsername()).isEqualTo("ada");
    assertThat(user.getEmail()).isEmpty();
    assertThat(user.getProfile().getUser().getUsername()).isEqualTo("ada");
    assertThat(user.getIdentityCard().getNumber()).isEqualTo("C-0001");
    assertThat(user.getIdentityCard().getState()).isEqualTo(IdentityCard.State.ISSUED);
    assertThat(user.getIdentityCard().hasRevokeTime()).isFalse();
  }

  @Test
  void refusesAMaskThatDoesNotFit() {
    var failure =
        failure(() ->
            as("ada")
                .getUser(
                    GetUserRequest.newBuilder()
                        .setName("users/me")
                        .setReadMask(mask("nickname", "profile.age"))
                        .build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(fieldsOf(failure)).containsExactly("read_mask", "read_mask");
    assertThat(failure).hasMessageContaining("nickname").hasMessageContaining("profile.age");
  }

  @Test
  void saysWhichUserIsMissing() {
    var missing = "users/00000000-0000-7000-0000-0000000000ff";

    var failure =
        failure(() -> as("ada").getUser(GetUserRequest.newBuilder().setName(missing).build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(failure).hasMessageContaining(missing);
  }

  @Test
  void getsManyInTheOrderOfTheirNames() {
    var answer =
        as("ada")
            .batchGetUsers(
                BatchGetUsersRequest.newBuilder()
                    .addNames(bob.toName())
                    .addNames("users/me")
                    .addNames(bob.toName())
                    .setReadMask(mask("username"))
                    .build());

    assertThat(answer.getUsersList())
        .extracting(User::getUsername)
        .containsExactly("bob", "ada", "bob");
  }

  @Test
  void listsPageByPage() {
    var first = as("ada").listUsers(ListUsersRequest.newBuilder().setPageSize(2).build());
    var second =
        as("ada")
            .listUsers(
                ListUsersRequest.newBuilder()
                    .setPageSize(2)
                    .setPageToken(first.getNextPageToken())
                    .build());

    assertThat(first.getUsersList()).extracting(User::getUsername).containsExactly("ada", "bob");
    assertThat(second.getUsersList()).extracting(User::getName).containsExactly(root.toName());
    assertThat(second.getNextPageToken()).isEmpty();
  }

  @Test
  void refusesANegativePageSizeAndAForgedToken() {
    var size =
        failure(() -> as("ada").listUsers(ListUsersRequest.newBuilder().setPageSize(-1).build()));
    var token =
        failure(() -> as("ada").listUsers(ListUsersRequest.newBuilder().setPageToken("x").build()));

    assertThat(fieldsOf(size)).containsExactly("page_size");
    assertThat(reasonOf(token)).isEqualTo("INVALID_PAGE_TOKEN");
    assertThat(fieldsOf(token)).containsExactly("page_token");
  }

  @Test
  void createsAUserWithTheirProfile() {
    var made =
        as("root")
            .createUser(
                CreateUserRequest.newBuilder()
                    .setUser(
                        User.newBuilder()
                            .setUsername("grace")
                            .setEmail("grace@example.org")
                            .setProfile(Profile.newBuilder().setFullName("Grace Hopper")))
                    .build());
    var profile =
        as("ada")
            .getProfile(
                GetProfileRequest.newBuilder().setName(made.getName() + "/profile").build());

    assertThat(profile.getFullName()).isEqualTo("Grace Hopper");
    assertThat(profile.getUser().getName()).isEqualTo(made.getName());
  }

  @Test
  void tellsOfATakenUsername() {
    var failure =
        failure(() ->
            as("root")
                .createUser(
                    CreateUserRequest.newBuilder()
                        .setUser(User.newBuilder().setUsername("ADA").setEmail("a@example.org"))
                        .build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.ALREADY_EXISTS);
    assertThat(reasonOf(failure)).isEqualTo("USERNAME_TAKEN");
    assertThat(failure).hasMessageContaining("username");
  }

  @Test
  void tellsWhatTheDomainRefusesByThePathOfTheRequest() {
    var failure =
        failure(() ->
            as("root")
                .createUser(
                    CreateUserRequest.newBuilder()
                        .setUser(User.newBuilder().setUsername("grace").setEmail("grace@localhost"))
                        .build()));

    assertThat(fieldsOf(failure)).containsExactly("user.email");
  }

  @Test
  void updatesWhatTheMaskSays() {
    var user = User.newBuilder().setName("users/me").setUsername("countess").setEmail("c@x.org");

    var updated =
        as("ada")
            .updateUser(
                UpdateUserRequest.newBuilder().setUser(user).setUpdateMask(mask("email")).build());

    assertThat(updated.getUsername()).isEqualTo("ada");
    assertThat(updated.getEmail()).isEqualTo("c@x.org");
  }

  @Test
  void refusesAnUpdateOfAStateThatIsGone() {
    var failure =
        failure(() ->
            as("ada")
                .updateUser(
                    UpdateUserRequest.newBuilder()
                        .setUser(
                            User.newBuilder().setName("users/me").setEmail("c@x.org").setEtag("77"))
                        .build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.ABORTED);
    assertThat(reasonOf(failure)).isEqualTo("STALE_ETAG");
  }

  @Test
  void emptiesAProfile() {
    var full = Profile.newBuilder().setName("users/me/profile").setFullName("Ada").setBio("First");
    as("ada").updateProfile(UpdateProfileRequest.newBuilder().setProfile(full).build());

    var emptied =
        as("ada")
            .updateProfile(
                UpdateProfileRequest.newBuilder()
                    .setProfile(Profile.newBuilder().setName(ada.toName() + "/profile"))
                    .setUpdateMask(mask("bio"))
                    .build());

    assertThat(emptied.getBio()).isEmpty();
    assertThat(emptied.getFullName()).isEqualTo("Ada");
  }

  @Test
  void deletesAUser() {
    as("ada").deleteUser(DeleteUserRequest.newBuilder().setName("users/me").build());

    var failure =
        failure(() -> as("bob").getUser(GetUserRequest.newBuilder().setName(ada.toName()).build()));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
  }

  @Test
  void issuesAndRevokesACard() {
    var issued =
        as("root")
            .issueIdentityCard(
                IssueIdentityCardRequest.newBuilder()
                    .setUser(ada.toName())
                    .setIdentityCard(IdentityCard.newBuilder().setNumber("C-0001"))
                    .build());
    var revoked =
        as("root")
            .revokeIdentityCard(
                RevokeIdentityCardRequest.newBuilder().setName(issued.getName()).build());
    var seen =
        as("ada")
            .getIdentityCard(
                GetIdentityCardRequest.newBuilder().setName("users/me/identityCard").build());
    var again =
        failure(() ->
            as("root")
                .revokeIdentityCard(
                    RevokeIdentityCardRequest.newBuilder().setName(issued.getName()).build()));

    assertThat(issued.getState()).isEqualTo(IdentityCard.State.ISSUED);
    assertThat(revoked.hasRevokeTime()).isTrue();
    assertThat(seen).isEqualTo(revoked);
    assertThat(again.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
  }
}
