package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

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
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RevokeIdentityCardRequest;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.publishing.v1.GetPostRequest;
import campus.shared.persistence.testing.Engine;
import com.google.protobuf.FieldMask;
import com.google.rpc.BadRequest;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is wrong is told in the terms of the contract. */
class BadInputIT {

  private static final String NOBODY = "users/01890a5d-ac96-774b-bcce-b302099a8057";

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Client ada = campus.newUser();

  private static RegisterRequest registration(String username, String email) {
    return RegisterRequest.newBuilder()
        .setUser(User.newBuilder().setUsername(username).setEmail(email))
        .setPassword(RunningCampus.PASSWORD)
        .build();
  }

  private static GetUserRequest get(String name, String... mask) {
    return GetUserRequest.newBuilder()
        .setName(name)
        .setReadMask(FieldMask.newBuilder().addAllPaths(List.of(mask)))
        .build();
  }

  private FailedCall failureOf(GetUserRequest request) {
    return FailedCall.of(() -> ada.users().getUser(request));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "users/",
        "users/1",
        "users/ME",
        "users/me/profile",
        "posts/01890a5d-ac96-774b-bcce-b302099a8057",
        "users/01890A5D-AC96-774B-BCCE-B302099A8057",
        "users/01890a5d-ac96-774b-bcce-b302099a8057/",
        "users/'; DROP TABLE users; --"
      })
  void malformedNames(String name) {
    failureOf(get(name)).is(Code.INVALID_ARGUMENT, "INVALID_REQUEST").names("name");
  }

  @Test
  void unknownFieldsInMasks() {
    failureOf(get("users/me", "username", "password_hash", "profile.age"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("read_mask", "read_mask");
    failureOf(get("users/me", "profile.user.profile.user.profile"))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("read_mask");
    FailedCall.of(() ->
            ada.users()
                .updateUser(
                    UpdateUserRequest.newBuilder()
                        .setUser(User.newBuilder().setName("users/me"))
                        .setUpdateMask(FieldMask.newBuilder().addPaths("nickname"))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("update_mask");
  }

  @Test
  void allThatIsWrongAtOnce() {
    var request =
        RegisterRequest.newBuilder()
            .setUser(User.newBuilder().setUsername("a").setEmail("nowhere"))
            .setPassword("short")
            .build();

    var failure = FailedCall.of(() -> campus.anonymous().auth().register(request));

    failure
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("user.username", "user.email", "password");
    assertThat(failure.message()).contains("user.username", "user.email", "password");
  }

  @Test
  void missingFields() {
    FailedCall.of(() -> campus.anonymous().auth().register(RegisterRequest.getDefaultInstance()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("user", "password");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void takenNamesInAnyCase(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var taken = campus.newUser().user().getUsername();
    var anonymous = campus.anonymous().auth();
    var upper = "U" + taken.substring(1);

    FailedCall.of(() -> anonymous.register(registration(upper, upper + "@example.com")))
        .is(Code.ALREADY_EXISTS, "USERNAME_TAKEN")
        .names("user.username");
    FailedCall.of(
            () -> anonymous.register(registration(campus.newUsername(), upper + "@EXAMPLE.org")))
        .is(Code.ALREADY_EXISTS, "EMAIL_TAKEN")
        .names("user.email");
    var other = campus.newUser();
    FailedCall.of(() ->
            other
                .users()
                .updateUser(
                    UpdateUserRequest.newBuilder()
                        .setUser(User.newBuilder().setName("users/me").setUsername(upper))
                        .build()))
        .is(Code.ALREADY_EXISTS, "USERNAME_TAKEN")
        .names("user.username");
    assertThat(other.users().getUser(get("users/me", "username")).getUsername())
        .isEqualTo(other.user().getUsername());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void ofRacingRegistrationsOneWins(Engine engine) throws Exception {
    var campus = RunningCampus.shared(engine);
    for (int round = 0; round < 3; round++) {
      var username = campus.newUsername();
      var outcomes = new ArrayList<String>();
      try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
        int racers = 4;
        var start = new CyclicBarrier(racers);
        var racing = new ArrayList<Callable<String>>();
        for (int i = 0; i < racers; i++) {
          var request =
              registration(
                  i % 2 == 0 ? username : "U" + username.substring(1), username + i + "@x.org");
          racing.add(() -> {
            start.await();
            return outcome(() -> campus.anonymous().auth().register(request));
          });
        }
        for (var outcome : threads.invokeAll(racing)) {
          outcomes.add(outcome.get());
        }
      }
      assertThat(outcomes)
          .containsExactlyInAnyOrder("OK", "USERNAME_TAKEN", "USERNAME_TAKEN", "USERNAME_TAKEN");
      assertThat(
              campus.query(
                  "SELECT count(*) FROM users JOIN profiles ON user_id = id WHERE username_key = ?",
                  username))
          .containsExactly("1");
    }
  }

  private static String outcome(Runnable call) {
    try {
      call.run();
      return "OK";
    } catch (StatusRuntimeException e) {
      return FailedCall.of(e).reason();
    }
  }

  @Test
  void whatIsMissing() {
    var admin = campus.admin().users();
    var profile = NOBODY + "/profile";
    var card = NOBODY + "/identityCard";

    FailedCall.of(() -> admin.getUser(get(NOBODY)))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY);
    FailedCall.of(() ->
            admin.batchGetUsers(
                BatchGetUsersRequest.newBuilder().addNames("users/me").addNames(NOBODY).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY);
    FailedCall.of(() -> admin.getProfile(GetProfileRequest.newBuilder().setName(profile).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(profile);
    FailedCall.of(() ->
            admin.updateProfile(
                UpdateProfileRequest.newBuilder()
                    .setProfile(Profile.newBuilder().setName(profile).setBio("b"))
                    .build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(profile);
    FailedCall.of(() ->
            admin.issueIdentityCard(
                IssueIdentityCardRequest.newBuilder()
                    .setUser(NOBODY)
                    .setIdentityCard(IdentityCard.newBuilder().setNumber("N-1"))
                    .build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY);
    FailedCall.of(
            () -> admin.getIdentityCard(GetIdentityCardRequest.newBuilder().setName(card).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(card);
    FailedCall.of(() ->
            admin.revokeIdentityCard(RevokeIdentityCardRequest.newBuilder().setName(card).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(card);
    FailedCall.of(() -> admin.deleteUser(DeleteUserRequest.newBuilder().setName(NOBODY).build()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY);
  }

  @Test
  void cardsThatCannotBeIssuedOrRevoked() {
    var admin = campus.admin().users();
    var issue =
        IssueIdentityCardRequest.newBuilder()
            .setUser(ada.name())
            .setIdentityCard(IdentityCard.newBuilder().setNumber("B-" + ada.user().getUsername()))
            .build();
    var revoke =
        RevokeIdentityCardRequest.newBuilder().setName(ada.name() + "/identityCard").build();
    var unused = admin.issueIdentityCard(issue);

    FailedCall.of(() -> admin.issueIdentityCard(issue))
        .is(Code.ALREADY_EXISTS, "CARD_ALREADY_ISSUED");
    FailedCall.of(() ->
            admin.issueIdentityCard(issue.toBuilder().setUser(campus.newUser().name()).build()))
        .is(Code.ALREADY_EXISTS, "CARD_NUMBER_TAKEN")
        .names("identity_card.number");
    unused = admin.revokeIdentityCard(revoke);
    FailedCall.of(() -> admin.revokeIdentityCard(revoke))
        .is(Code.FAILED_PRECONDITION, "CARD_ALREADY_REVOKED");
    assertThat(unused.getState()).isEqualTo(IdentityCard.State.REVOKED);
  }

  @Test
  void staleEtags() {
    var etag = ada.user().getEtag();
    var update =
        UpdateUserRequest.newBuilder()
            .setUser(User.newBuilder().setName("users/me").setEtag(etag).setEmail("e@e.org"))
            .build();
    assertThat(ada.users().updateUser(update).getEtag()).isNotEqualTo(etag);

    FailedCall.of(() -> ada.users().updateUser(update)).is(Code.ABORTED, "STALE_ETAG");
    FailedCall.of(() ->
            ada.users()
                .deleteUser(
                    DeleteUserRequest.newBuilder().setName("users/me").setEtag(etag).build()))
        .is(Code.ABORTED, "STALE_ETAG");
  }

  @Test
  void foreignAndForgedPageTokens() {
    var bob = campus.newUser();
    var first = ListUsersRequest.newBuilder().setPageSize(1).build();
    var token = bob.users().listUsers(first).getNextPageToken();
    var ofOtherMask =
        first.toBuilder()
            .setPageToken(token)
            .setReadMask(FieldMask.newBuilder().addPaths("username"))
            .build();
    var forged = first.toBuilder().setPageToken("A" + token.substring(1) + "A").build();
    var invented = first.toBuilder().setPageToken("%%%").build();

    for (var request : List.of(ofOtherMask, forged, invented)) {
      FailedCall.of(() -> ada.users().listUsers(request))
          .is(Code.INVALID_ARGUMENT, "INVALID_PAGE_TOKEN")
          .names("page_token");
    }
  }

  @Test
  void unknownForeignAndUsedRefreshTokens() {
    var auth = campus.anonymous().auth();
    var session =
        auth.signIn(
                SignInRequest.newBuilder()
                    .setLogin(ada.user().getUsername())
                    .setPassword(RunningCampus.PASSWORD)
                    .build())
            .getSession();
    var refresh =
        RefreshSessionRequest.newBuilder().setRefreshToken(session.getRefreshToken()).build();

    FailedCall.of(
            () -> auth.refreshSession(refresh.toBuilder().setRefreshToken("nonsense").build()))
        .is(Code.UNAUTHENTICATED, "INVALID_REFRESH_TOKEN");
    FailedCall.of(() ->
            auth.refreshSession(
                refresh.toBuilder().setRefreshToken(session.getAccessToken()).build()))
        .is(Code.UNAUTHENTICATED, "INVALID_REFRESH_TOKEN");
    var next = auth.refreshSession(refresh).getSession();
    FailedCall.of(() -> auth.refreshSession(refresh))
        .is(Code.UNAUTHENTICATED, "REFRESH_TOKEN_REUSED");
    FailedCall.of(() -> ada.withToken(next.getAccessToken()).users().getUser(get("users/me")))
        .is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    FailedCall.of(() ->
            auth.refreshSession(
                refresh.toBuilder().setRefreshToken(next.getRefreshToken()).build()))
        .is(Code.UNAUTHENTICATED, "INVALID_REFRESH_TOKEN");
  }

  @Test
  void unknownUsersAndWrongPasswordsAlike() {
    var auth = campus.anonymous().auth();
    var signIn = SignInRequest.newBuilder().setPassword("not the password");

    var wrong =
        FailedCall.of(() -> auth.signIn(signIn.setLogin(ada.user().getUsername()).build()))
            .is(Code.UNAUTHENTICATED, "WRONG_CREDENTIALS");
    var unknown =
        FailedCall.of(() -> auth.signIn(signIn.setLogin("nobody-at-all").build()))
            .is(Code.UNAUTHENTICATED, "WRONG_CREDENTIALS");

    assertThat(unknown.message()).isEqualTo(wrong.message());
  }

  @Test
  void textWithNul() {
    FailedCall.of(() ->
            ada.users()
                .updateProfile(
                    UpdateProfileRequest.newBuilder()
                        .setProfile(Profile.newBuilder().setName("users/me/profile").setBio("a\0b"))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("profile.bio");
    FailedCall.of(() ->
            campus
                .anonymous()
                .auth()
                .signIn(SignInRequest.newBuilder().setLogin("a\0").setPassword("p\0").build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("login", "password");
    failureOf(get("users/me", "username\0")).is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
    FailedCall.of(
            () -> ada.users().listUsers(ListUsersRequest.newBuilder().setPageToken("\0").build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
  }

  @Test
  void textInEveryScript() {
    var bio = "Größe, 数学, \uD83E\uDDEE, ' OR 1=1 --, \\x00 {caller} ? :name";
    var update =
        UpdateProfileRequest.newBuilder()
            .setProfile(Profile.newBuilder().setName("users/me/profile").setBio(bio))
            .build();

    assertThat(ada.users().updateProfile(update).getBio()).isEqualTo(bio);
  }

  @Test
  void messagesOfFiveMegabytes() {
    var large =
        CreateUserRequest.newBuilder()
            .setUser(
                User.newBuilder().setProfile(Profile.newBuilder().setBio("x".repeat(5_000_000))))
            .build();

    var failure = FailedCall.of(() -> campus.admin().users().createUser(large));

    assertThat(failure.code()).isEqualTo(Code.RESOURCE_EXHAUSTED);
    assertThat(failure.hasDetails()).isFalse();
  }

  @Test
  void manyViolationsStillReachTheClient() {
    var request = BatchGetUsersRequest.newBuilder();
    for (int i = 0; i < 1000; i++) {
      request.addNames("users/" + i);
    }

    var failure = FailedCall.of(() -> ada.users().batchGetUsers(request.build()));

    failure.is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
    assertThat(failure.message()).contains("names[0]");
    var violations =
        Objects.requireNonNull(failure.detail(BadRequest.class)).getFieldViolationsList();
    assertThat(violations.getLast().getDescription())
        .isEqualTo("at least " + (100 - (violations.size() - 1)) + " more");
  }

  @Test
  void onlyNamesOfUsersAreSaidToTakeMe() {
    var posts = Publishing.of(ada).posts();

    assertThat(
            FailedCall.of(() -> posts.getPost(GetPostRequest.newBuilder().setName("x").build()))
                .names("name")
                .message())
        .contains("posts/{post}")
        .doesNotContain("or me");
    assertThat(
            FailedCall.of(
                    () -> ada.users().getUser(GetUserRequest.newBuilder().setName("x").build()))
                .message())
        .contains("or me");
  }

  @Test
  void bytesThatAreNoMessage() {
    var failure = rawCall("campus.identity.v1.UserService/GetUser", (byte) 0xff, (byte) 0xff);

    assertThat(failure.code()).isEqualTo(Code.INTERNAL);
    assertThat(failure.hasDetails()).isFalse();
  }

  @Test
  void unknownMethodsAndServices() {
    assertThat(rawCall("campus.identity.v1.UserService/Fly").code()).isEqualTo(Code.UNIMPLEMENTED);
    assertThat(rawCall("campus.identity.v2.UserService/GetUser").code())
        .isEqualTo(Code.UNIMPLEMENTED);
  }

  private FailedCall rawCall(String method, byte... request) {
    return FailedCall.of(() -> RawCalls.call(ada.channel(), method, request));
  }
}
