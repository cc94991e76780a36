package campus.identity.grpc;

import static campus.shared.grpc.edge.TestServer.fieldsOf;
import static campus.shared.grpc.edge.TestServer.reasonOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import campus.identity.v1.BatchCreateUsersRequest;
import campus.identity.v1.BatchDeleteUsersRequest;
import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.BatchUpdateProfilesRequest;
import campus.identity.v1.BatchUpdateUsersRequest;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.ImportUsersRequest;
import campus.identity.v1.ImportUsersResponse;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.identity.v1.UserServiceGrpc.UserServiceBlockingStub;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.grpc.edge.TestServer;
import campus.shared.v1.ErrorReason;
import campus.shared.v1.RowError;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What all writes have in common, and writes of many at once, as clients see it. */
class WritesTest {

  private static final String ID = "f47ac10b-58cc-0372-8567-0e02b2c3d479";

  private final TestIdentity identity = new TestIdentity();
  private final UserId ada = identity.add("ada");
  private final UserId bob = identity.add("bob");
  private final TestServer server = TestServer.inProcess(identity, identity.endpoints());

  WritesTest() {
    identity.add("root", Role.ADMIN);
    identity.add("admin", Role.ADMIN);
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

  private static User user(String username) {
    return User.newBuilder().setUsername(username).setEmail(username + "@example.org").build();
  }

  private static CreateUserRequest create(String username) {
    return CreateUserRequest.newBuilder().setUser(user(username)).build();
  }

  private int count() {
    return as("root").listUsers(ListUsersRequest.getDefaultInstance()).getUsersCount();
  }

  @Test
  void answersTheSameWithoutDoingItAgain() {
    var request = create("grace").toBuilder().setRequestId(ID).build();

    var first = as("root").createUser(request);
    var again =
        as("root")
            .createUser(request.toBuilder().setRequestId(ID.toUpperCase(Locale.ROOT)).build());

    assertThat(again.toByteArray()).isEqualTo(first.toByteArray());
    assertThat(count()).isEqualTo(5);
  }

  @Test
  void answersADeletionAgain() {
    var request = DeleteUserRequest.newBuilder().setName(ada.toName()).setRequestId(ID).build();

    as("root").deleteUser(request);
    as("root").deleteUser(request);

    assertThat(count()).isEqualTo(3);
  }

  @Test
  void refusesAnIdThatWasUsedForSomethingElse() {
    as("root").createUser(create("grace").toBuilder().setRequestId(ID).build());

    var body =
        failure(() -> as("root").createUser(create("heidi").toBuilder().setRequestId(ID).build()));
    var method =
        failure(() ->
            as("root")
                .deleteUser(
                    DeleteUserRequest.newBuilder().setName(ada.toName()).setRequestId(ID).build()));

    for (var failure : List.of(body, method)) {
      assertThat(failure.getStatus().getCode()).isEqualTo(Code.INVALID_ARGUMENT);
      assertThat(reasonOf(failure)).isEqualTo("REQUEST_ID_REUSED");
      assertThat(fieldsOf(failure)).containsExactly("request_id");
    }
    assertThat(method).hasMessageContaining("campus.identity.v1.UserService/CreateUser");
  }

  @Test
  void keepsCallersApart() {
    as("root").createUser(create("grace").toBuilder().setRequestId(ID).build());

    as("admin").createUser(create("heidi").toBuilder().setRequestId(ID).build());

    assertThat(count()).isEqualTo(6);
  }

  @Test
  void triesAgainWhatFailed() {
    var request = create("ada").toBuilder().setRequestId(ID).build();
    assertThat(failure(() -> as("root").createUser(request)).getStatus().getCode())
        .isEqualTo(Code.ALREADY_EXISTS);
    as("root").deleteUser(DeleteUserRequest.newBuilder().setName(ada.toName()).build());

    assertThat(as("root").createUser(request).getUsername()).isEqualTo("ada");
  }

  @Test
  void wantsAUuid() {
    var failure =
        failure(
            () -> as("root").createUser(create("grace").toBuilder().setRequestId("17").build()));

    assertThat(fieldsOf(failure)).containsExactly("request_id");
  }

  @Test
  void triesWithoutKeeping() {
    var request = create("grace").toBuilder().setRequestId(ID).setValidateOnly(true).build();

    assertThat(as("root").createUser(request).getUsername()).isEqualTo("grace");
    assertThat(count()).isEqualTo(4);
    assertThat(
            failure(() ->
                    as("root").createUser(create("ada").toBuilder().setValidateOnly(true).build()))
                .getStatus()
                .getCode())
        .isEqualTo(Code.ALREADY_EXISTS);

    as("root").createUser(request.toBuilder().setValidateOnly(false).build());
    assertThat(count()).isEqualTo(5);
  }

  @Test
  void createsAMissingUser() {
    var name = "users/" + new UUID(0x7000, 99);
    var request =
        UpdateUserRequest.newBuilder()
            .setUser(
                user("grace").toBuilder()
                    .setName(name)
                    .setProfile(Profile.newBuilder().setFullName("Grace Hopper")))
            .setAllowMissing(true)
            .setUpdateMask(FieldMask.newBuilder().addPaths("email"))
            .build();

    var made = as("root").updateUser(request);

    assertThat(made.getName()).isEqualTo(name);
    assertThat(made.getUsername()).isEqualTo("grace");
    assertThat(as("root").getUser(GetUserRequest.newBuilder().setName(name).build()).getProfile())
        .isNotEqualTo(Profile.getDefaultInstance());
  }

  @Test
  void letsOnlyAdminCreateMissingUsers() {
    var request =
        UpdateUserRequest.newBuilder()
            .setUser(user("ada").toBuilder().setName("users/me"))
            .setAllowMissing(true)
            .build();

    assertThat(failure(() -> as("ada").updateUser(request)).getStatus().getCode())
        .isEqualTo(Code.PERMISSION_DENIED);
  }

  @Test
  void wantsAllThatAMissingUserNeeds() {
    var request =
        UpdateUserRequest.newBuilder()
            .setUser(User.newBuilder().setName(ada.toName()))
            .setAllowMissing(true)
            .build();

    assertThat(fieldsOf(failure(() -> as("root").updateUser(request))))
        .containsExactly("user.username", "user.email");
  }

  @Test
  void createsABatchInItsOrder() {
    var made =
        as("root")
            .batchCreateUsers(
                BatchCreateUsersRequest.newBuilder()
                    .addRequests(create("zoe"))
                    .addRequests(create("grace"))
                    .build());

    assertThat(made.getUsersList()).extracting(User::getUsername).containsExactly("zoe", "grace");
  }

  @Test
  void createsNothingOfABatchThatFails() {
    var failure =
        failure(() ->
            as("root")
                .batchCreateUsers(
                    BatchCreateUsersRequest.newBuilder()
                        .addRequests(create("zoe"))
                        .addRequests(create("ADA"))
                        .build()));

    assertThat(failure.getStatus().getCode()).isEqualTo(Code.ALREADY_EXISTS);
    assertThat(reasonOf(failure)).isEqualTo("USERNAME_TAKEN");
    assertThat(fieldsOf(failure)).containsExactly("requests[1].user.username");
    assertThat(count()).isEqualTo(4);
  }

  @Test
  void tellsAllThatIsWrongWithABatch() {
    var shape =
        failure(() ->
            as("root")
                .batchCreateUsers(
                    BatchCreateUsersRequest.newBuilder()
                        .addRequests(create("a b"))
                        .addRequests(create("zoe"))
                        .addRequests(CreateUserRequest.newBuilder().setUser(user("").toBuilder()))
                        .build()));
    var values =
        failure(() ->
            as("root")
                .batchCreateUsers(
                    BatchCreateUsersRequest.newBuilder()
                        .addRequests(create("zoe").toBuilder().setRequestId(ID))
                        .addRequests(create("yve").toBuilder().setValidateOnly(true))
                        .build()));

    assertThat(fieldsOf(shape)).contains("requests[0].user.username", "requests[2].user.username");
    assertThat(fieldsOf(values))
        .containsExactly("requests[0].request_id", "requests[1].validate_only");
  }

  @Test
  void refusesBatchesOfNothingAndOfTooMuch() {
    var many = BatchCreateUsersRequest.newBuilder();
    IntStream.range(0, 1001).forEach(i -> many.addRequests(create("user" + i)));

    for (var request : List.of(many.build(), BatchCreateUsersRequest.getDefaultInstance())) {
      assertThat(fieldsOf(failure(() -> as("root").batchCreateUsers(request))))
          .containsExactly("requests");
    }
  }

  private static UpdateUserRequest rename(String name, String username) {
    return UpdateUserRequest.newBuilder()
        .setUser(User.newBuilder().setName(name).setUsername(username))
        .build();
  }

  @Test
  void updatesABatchInItsOrder() {
    var changed =
        as("root")
            .batchUpdateUsers(
                BatchUpdateUsersRequest.newBuilder()
                    .addRequests(rename(bob.toName(), "bobby"))
                    .addRequests(rename(ada.toName(), "countess"))
                    .build());

    assertThat(changed.getUsersList())
        .extracting(User::getUsername)
        .containsExactly("bobby", "countess");
  }

  @Test
  void refusesTheSameUserTwice() {
    var update =
        failure(() ->
            as("root")
                .batchUpdateUsers(
                    BatchUpdateUsersRequest.newBuilder()
                        .addRequests(rename(bob.toName(), "bobby"))
                        .addRequests(rename(bob.toName(), "robert"))
                        .build()));
    var deletion =
        failure(() ->
            as("root")
                .batchDeleteUsers(
                    BatchDeleteUsersRequest.newBuilder()
                        .addNames("users/me")
                        .addNames(bob.toName())
                        .addNames(bob.toName())
                        .build()));

    assertThat(fieldsOf(update)).containsExactly("requests[1].user.name");
    assertThat(fieldsOf(deletion)).containsExactly("names[2]");
  }

  @Test
  void tellsWhichUpdateOfABatchIsWrong() {
    var failure =
        failure(() ->
            as("root")
                .batchUpdateUsers(
                    BatchUpdateUsersRequest.newBuilder()
                        .addRequests(rename(bob.toName(), "bobby"))
                        .addRequests(
                            rename(ada.toName(), "ada2").toBuilder()
                                .setUpdateMask(
                                    FieldMask.newBuilder().addPaths("email").addPaths("age")))
                        .build()));

    assertThat(fieldsOf(failure))
        .containsExactly("requests[1].update_mask", "requests[1].user.email");
  }

  @Test
  void deletesABatch() {
    as("root")
        .batchDeleteUsers(
            BatchDeleteUsersRequest.newBuilder()
                .addNames(ada.toName())
                .addNames(bob.toName())
                .build());

    assertThat(count()).isEqualTo(2);
  }

  @Test
  void takesEitherNamesOrAFilter() {
    var neither = BatchDeleteUsersRequest.getDefaultInstance();
    var both = neither.toBuilder().addNames(ada.toName()).setFilter("x").setExpectedCount(1);
    var uncounted = neither.toBuilder().setFilter("username = \"a*\"");

    assertThat(fieldsOf(failure(() -> as("root").batchDeleteUsers(neither))))
        .containsExactly("names");
    assertThat(fieldsOf(failure(() -> as("root").batchDeleteUsers(both.build()))))
        .containsExactly("names");
    assertThat(fieldsOf(failure(() -> as("root").batchDeleteUsers(uncounted.build()))))
        .containsExactly("expected_count");
    assertThat(
            fieldsOf(
                failure(() ->
                    as("root")
                        .batchUpdateProfiles(
                            BatchUpdateProfilesRequest.newBuilder()
                                .setFilter("x")
                                .setExpectedCount(1)
                                .build()))))
        .containsExactly("requests");
  }

  @Test
  void updatesProfilesByTheirNames() {
    var update =
        UpdateProfileRequest.newBuilder()
            .setProfile(Profile.newBuilder().setName(ada.toName() + "/profile").setBio("Hi"))
            .build();

    var changed =
        as("root")
            .batchUpdateProfiles(
                BatchUpdateProfilesRequest.newBuilder().addRequests(update).build());

    assertThat(changed.getProfilesList()).extracting(Profile::getBio).containsExactly("Hi");
  }

  @Test
  void letsOnlyAdminWriteBatches() {
    var create = BatchCreateUsersRequest.newBuilder().addRequests(create("zoe")).build();
    var delete = BatchDeleteUsersRequest.newBuilder().addNames("users/me").build();

    assertThat(failure(() -> as("ada").batchCreateUsers(create)).getStatus().getCode())
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(failure(() -> as("ada").batchDeleteUsers(delete)).getStatus().getCode())
        .isEqualTo(Code.PERMISSION_DENIED);
    assertThat(catchThrowableOfType(ExecutionException.class, () -> importAs("ada", List.of())))
        .hasMessageContaining("PERMISSION_DENIED");
  }

  private ImportUsersResponse importAs(String caller, List<User> rows) throws Exception {
    var answer = new CompletableFuture<ImportUsersResponse>();
    var requests =
        UserServiceGrpc.newStub(server.channel(caller))
            .importUsers(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ImportUsersResponse response) {
                    answer.complete(response);
                  }

                  @Override
                  public void onError(Throwable error) {
                    answer.completeExceptionally(error);
                  }

                  @Override
                  public void onCompleted() {}
                });
    rows.forEach(row -> requests.onNext(ImportUsersRequest.newBuilder().setUser(row).build()));
    requests.onCompleted();
    return answer.get(10, TimeUnit.SECONDS);
  }

  @Test
  void importsWhatCanBeImportedAndTellsTheRest() throws Exception {
    var imported =
        importAs(
            "root",
            List.of(
                user("grace"), user("Ada"), user("a b"), User.getDefaultInstance(), user("zoe")));

    assertThat(imported.getCreatedCount()).isEqualTo(2);
    assertThat(imported.getFailedCount()).isEqualTo(3);
    assertThat(imported.getErrorsList()).extracting(RowError::getRow).containsExactly(2, 3, 4);
    assertThat(imported.getErrorsList())
        .extracting(RowError::getReason)
        .containsExactly(
            ErrorReason.USERNAME_TAKEN, ErrorReason.INVALID_REQUEST, ErrorReason.INVALID_REQUEST);
    assertThat(imported.getErrors(0).getMessage()).startsWith("user.username: ");
    assertThat(imported.getErrors(2).getMessage())
        .contains("user.username: is required", "user.email: is required");
    assertThat(count()).isEqualTo(6);
  }

  @Test
  void importsAnEmptyStream() throws Exception {
    assertThat(importAs("root", List.of())).isEqualTo(ImportUsersResponse.getDefaultInstance());
  }

  @Test
  void importsMoreThanAChunkAndTellsTheFirstThousandErrors() throws Exception {
    var rows =
        Stream.concat(
                IntStream.range(0, 250).mapToObj(i -> user("user" + i)),
                IntStream.range(0, 1100).mapToObj(i -> user("ada")))
            .toList();

    var imported = importAs("root", rows);

    assertThat(imported.getCreatedCount()).isEqualTo(250);
    assertThat(imported.getFailedCount()).isEqualTo(1100);
    assertThat(imported.getErrorsList()).hasSize(1000);
    assertThat(imported.getErrors(0).getRow()).isEqualTo(251);
    assertThat(
            as("root")
                .batchGetUsers(BatchGetUsersRequest.newBuilder().addNames("users/me").build())
                .getUsersCount())
        .isEqualTo(1);
  }
}
