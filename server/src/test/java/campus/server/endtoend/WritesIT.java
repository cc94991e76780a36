package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.BatchDeleteUsersRequest;
import campus.identity.v1.BatchUpdateProfilesRequest;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.publishing.v1.CreatePostRequest;
import campus.publishing.v1.LikePostRequest;
import campus.publishing.v1.Post;
import campus.publishing.v1.UnpublishPostRequest;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import campus.shared.v1.RowError;
import com.google.common.util.concurrent.ListenableFuture;
import com.google.protobuf.ByteString;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Writes that are repeated, tried, or about many, as a whole. */
class WritesIT {

  private static final int CALLS = 50;

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);

  private User someUser() {
    var username = campus.newUsername();
    return User.newBuilder().setUsername(username).setEmail(username + "@example.org").build();
  }

  private static List<User> await(List<ListenableFuture<User>> calls) throws Exception {
    var answers = new ArrayList<User>();
    for (var call : calls) {
      answers.add(call.get(30, TimeUnit.SECONDS));
    }
    return answers;
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void callsWithOneIdOnTwoServersHaveOneEffectAndOneAnswer(Engine engine) throws Exception {
    try (var database = TestDatabase.create(engine);
        var one = RunningCampus.on(database.jdbcUrl(), Map.of());
        var other = RunningCampus.on(database.jdbcUrl(), Map.of())) {
      var admin = one.admin();
      var there = other.anonymous().withToken(admin.token());
      var request =
          CreateUserRequest.newBuilder()
              .setUser(someUser())
              .setRequestId(UUID.randomUUID().toString())
              .build();

      var calls = new ArrayList<ListenableFuture<User>>();
      for (int i = 0; i < CALLS; i++) {
        var caller = i % 2 == 0 ? admin : there;
        calls.add(UserServiceGrpc.newFutureStub(caller.channel()).createUser(request));
      }
      var answers = new HashSet<ByteString>();
      await(calls).forEach(answer -> answers.add(answer.toByteString()));

      assertThat(answers).hasSize(1);
      assertThat(one.query("SELECT count(*) FROM users")).containsExactly("2");
    }
  }

  @Test
  void triesWithoutKeeping() {
    var admin = campus.admin();
    var user = someUser();
    var request = CreateUserRequest.newBuilder().setUser(user).setValidateOnly(true).build();

    assertThat(admin.users().createUser(request).getUsername()).isEqualTo(user.getUsername());
    assertThat(admin.users().createUser(request).getUsername()).isEqualTo(user.getUsername());
    assertThat(campus.query("SELECT id FROM users WHERE username = ?", user.getUsername()))
        .isEmpty();
  }

  @Test
  void putsAUserWithAnIdOfTheCallers() {
    var admin = campus.admin();
    var name = "users/" + UUID.randomUUID();
    var request =
        UpdateUserRequest.newBuilder()
            .setUser(
                someUser().toBuilder()
                    .setName(name)
                    .setProfile(Profile.newBuilder().setFullName("Grace Hopper")))
            .setAllowMissing(true)
            .build();

    var made = admin.users().updateUser(request);
    var changed = admin.users().updateUser(request);

    assertThat(made.getName()).isEqualTo(name);
    assertThat(changed.getEtag()).isEqualTo(made.getEtag());
    assertThat(
            campus.query(
                "SELECT full_name FROM profiles WHERE user_id = ?",
                UUID.fromString(name.substring("users/".length()))))
        .containsExactly("Grace Hopper");
  }

  @Test
  void changesUserAndProfileInOneWrite() {
    var ada = campus.newUser();
    var email = "x" + ada.user().getEmail();
    var update =
        UpdateUserRequest.newBuilder()
            .setUser(
                User.newBuilder()
                    .setName("users/me")
                    .setUsername("ignored")
                    .setEmail(email)
                    .setProfile(Profile.newBuilder().setFullName("Ignored").setBio("Countess")))
            .setUpdateMask(FieldMask.newBuilder().addPaths("email").addPaths("profile.bio"));

    var changed = ada.users().updateUser(update.build());

    assertThat(changed.getEmail()).isEqualTo(email);
    assertThat(changed.getUsername()).isEqualTo(ada.user().getUsername());
    assertThat(changed.getProfile().getBio()).isEqualTo("Countess");
    assertThat(changed.getProfile().getFullName()).isEqualTo(ada.user().getProfile().getFullName());

    assertThat(ada.users().updateUser(update.build())).isEqualTo(changed);
    var mask = FieldMask.newBuilder().addPaths("profile.bio");
    var bio = Profile.newBuilder().setBio("Poet").setEtag("77");
    FailedCall.of(() ->
            ada.users()
                .updateUser(
                    UpdateUserRequest.newBuilder()
                        .setUser(User.newBuilder().setName("users/me").setProfile(bio))
                        .setUpdateMask(mask)
                        .build()))
        .is(Code.ABORTED, "STALE_ETAG");
    var onlyProfile =
        ada.users()
            .updateUser(
                UpdateUserRequest.newBuilder()
                    .setUser(
                        User.newBuilder()
                            .setName("users/me")
                            .setProfile(bio.setEtag("\"" + changed.getProfile().getEtag() + "\"")))
                    .setUpdateMask(mask)
                    .build());
    assertThat(onlyProfile.getEtag()).isEqualTo(changed.getEtag());
    assertThat(onlyProfile.getProfile().getBio()).isEqualTo("Poet");
  }

  @Test
  void aUserWhoDeletedThemselvesLearnsThatItTookEffect() {
    var username = campus.newUsername();
    var registered =
        campus
            .anonymous()
            .auth()
            .register(
                RegisterRequest.newBuilder()
                    .setUser(
                        User.newBuilder().setUsername(username).setEmail(username + "@example.org"))
                    .setPassword(RunningCampus.PASSWORD)
                    .build());
    var ada = campus.anonymous().withToken(registered.getSession().getAccessToken());
    var request =
        DeleteUserRequest.newBuilder()
            .setName("users/me")
            .setRequestId(UUID.randomUUID().toString())
            .build();

    var _ = ada.users().deleteUser(request);

    FailedCall.of(() -> ada.users().deleteUser(request))
        .is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    FailedCall.of(() ->
            campus
                .anonymous()
                .auth()
                .refreshSession(
                    RefreshSessionRequest.newBuilder()
                        .setRefreshToken(registered.getSession().getRefreshToken())
                        .build()))
        .is(Code.UNAUTHENTICATED, "INVALID_REFRESH_TOKEN");
  }

  @Test
  void aRepeatedCallTellsNothingThatTheCallerMayNoLongerRead() {
    var ada = campus.newUser();
    var bob = campus.newUser();
    var post =
        Publishing.of(ada)
            .posts()
            .createPost(
                CreatePostRequest.newBuilder()
                    .setPost(
                        Post.newBuilder()
                            .setTitle("Secret soon")
                            .setBody("For some only")
                            .setState(Post.State.PUBLISHED))
                    .build());
    var like =
        LikePostRequest.newBuilder()
            .setName(post.getName())
            .setRequestId(UUID.randomUUID().toString())
            .build();
    var first = Publishing.of(bob).posts().likePost(like);
    assertThat(Publishing.of(bob).posts().likePost(like)).isEqualTo(first);

    var _ =
        Publishing.of(ada)
            .posts()
            .unpublishPost(UnpublishPostRequest.newBuilder().setName(post.getName()).build());

    FailedCall.of(() -> Publishing.of(bob).posts().likePost(like))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(post.getName());
  }

  @Test
  void deletesWhatAFilterHoldsForIfItIsAsManyAsExpected() {
    var admin = campus.admin();
    var prefix = "bulk-" + UUID.randomUUID().toString().substring(0, 8);
    IntStream.range(0, 3).forEach(i -> campus.register(prefix + i));
    var request = BatchDeleteUsersRequest.newBuilder().setFilter("username = \"" + prefix + "*\"");

    for (int wrong : new int[] {2, 4}) {
      FailedCall.of(() -> admin.users().batchDeleteUsers(request.setExpectedCount(wrong).build()))
          .is(Code.FAILED_PRECONDITION, "COUNT_DIFFERS");
    }
    var _ = admin.users().batchDeleteUsers(request.setExpectedCount(3).build());

    assertThat(campus.query("SELECT id FROM users WHERE username LIKE ?", prefix + "%")).isEmpty();
    FailedCall.of(() -> admin.users().batchDeleteUsers(request.setFilter("nickname = 1").build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
  }

  @Test
  void changesTheProfilesThatAFilterHoldsFor() {
    var admin = campus.admin();
    var prefix = "many-" + UUID.randomUUID().toString().substring(0, 8);
    IntStream.range(0, 3).forEach(i -> campus.register(prefix + i));

    var changed =
        admin
            .users()
            .batchUpdateProfiles(
                BatchUpdateProfilesRequest.newBuilder()
                    .setFilter("user.username = \"" + prefix + "*\"")
                    .setExpectedCount(3)
                    .setProfile(Profile.newBuilder().setBio("Moved"))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("bio").addPaths("full_name"))
                    .build());

    assertThat(changed.getProfilesList())
        .hasSize(3)
        .allMatch(profile -> profile.getBio().equals("Moved") && profile.getFullName().isEmpty())
        .isSortedAccordingTo((a, b) -> a.getName().compareTo(b.getName()));
  }

  @Test
  void importsWhatCanBeImported() {
    var admin = campus.admin();
    var taken = campus.newUser().user().getUsername();
    var rows = new ArrayList<User>();
    for (int i = 0; i < 250; i++) {
      rows.add(someUser());
    }
    rows.set(120, rows.get(120).toBuilder().setUsername(taken).build());
    rows.set(130, rows.get(130).toBuilder().setEmail("nowhere").build());

    var imported = admin.importUsers(rows);
    var again = admin.importUsers(rows);

    assertThat(imported.getCreatedCount()).isEqualTo(248);
    assertThat(imported.getErrorsList()).extracting(RowError::getRow).containsExactly(121, 131);
    assertThat(again.getCreatedCount()).isZero();
    assertThat(again.getFailedCount()).isEqualTo(250);
  }
}
