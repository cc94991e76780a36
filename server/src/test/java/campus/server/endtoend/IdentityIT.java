package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;
import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetIdentityCardRequest;
import campus.identity.v1.GetProfileRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.GrantRoleRequest;
import campus.identity.v1.IdentityCard;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.IssuePasswordResetRequest;
import campus.identity.v1.ListSessionsRequest;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RequestPasswordResetRequest;
import campus.identity.v1.ResetPasswordRequest;
import campus.identity.v1.RevokeIdentityCardRequest;
import campus.identity.v1.RevokeRoleRequest;
import campus.identity.v1.RevokeSessionRequest;
import campus.identity.v1.Session;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.SignOutRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.server.testing.TestMail;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import campus.shared.v1.Access;
import com.google.protobuf.util.Timestamps;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Every call of identity, as a client generated from the contracts makes it. */
class IdentityIT {

  private static User get(Client client, String name, String... mask) {
    return client
        .users()
        .getUser(GetUserRequest.newBuilder().setName(name).setReadMask(mask(mask)).build());
  }

  private static Profile getProfile(Client client) {
    return client
        .users()
        .getProfile(GetProfileRequest.newBuilder().setName("users/me/profile").build());
  }

  private static IdentityCard issue(Client admin, Client user, String number) {
    return admin
        .users()
        .issueIdentityCard(
            IssueIdentityCardRequest.newBuilder()
                .setUser(user.name())
                .setIdentityCard(IdentityCard.newBuilder().setNumber(number))
                .build());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void registersUserProfileAndSession(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var username = campus.newUsername();

    var registered =
        campus
            .anonymous()
            .auth()
            .register(
                RegisterRequest.newBuilder()
                    .setUser(
                        User.newBuilder()
                            .setUsername(username)
                            .setEmail(username + "@example.org")
                            .setProfile(
                                Profile.newBuilder()
                                    .setFullName("Ada Lovelace")
                                    .setBio("First programmer")))
                    .setPassword("correct horse battery")
                    .build());

    var user = registered.getUser();
    assertThat(user.getName()).matches("users/[0-9a-f-]{14}7[0-9a-f-]{21}");
    assertThat(user.getUsername()).isEqualTo(username);
    assertThat(user.getEmail()).isEqualTo(username + "@example.org");
    assertThat(user.getProfile().getName()).isEqualTo(user.getName() + "/profile");
    assertThat(user.getProfile().getFullName()).isEqualTo("Ada Lovelace");
    assertThat(user.getProfile().getBio()).isEqualTo("First programmer");
    assertThat(user.hasIdentityCard()).isFalse();
    var session = registered.getSession();
    assertThat(session.getAccessToken()).hasSize(43).isNotEqualTo(session.getRefreshToken());
    assertThat(Timestamps.between(user.getCreateTime(), session.getAccessExpireTime()).getSeconds())
        .isBetween(15 * 60L, 15 * 60L + 10);
    var holder = campus.anonymous().withToken(session.getAccessToken());
    assertThat(get(holder, "users/me", "*", "profile", "identity_card.name")).isEqualTo(user);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void signsInRefreshesAndSignsOut(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();

    for (var login :
        List.of(ada.user().getUsername(), ada.user().getEmail().toUpperCase(Locale.ROOT))) {
      var signedIn =
          campus
              .anonymous()
              .auth()
              .signIn(
                  SignInRequest.newBuilder()
                      .setLogin(login)
                      .setPassword(RunningCampus.PASSWORD)
                      .build());
      assertThat(signedIn.getUser()).isEqualTo(ada.user());

      var refreshed =
          campus
              .anonymous()
              .auth()
              .refreshSession(
                  RefreshSessionRequest.newBuilder()
                      .setRefreshToken(signedIn.getSession().getRefreshToken())
                      .build());
      assertThat(refreshed.getUser()).isEqualTo(ada.user());

      var client = ada.withToken(refreshed.getSession().getAccessToken());
      client.auth().signOut(SignOutRequest.getDefaultInstance());
      FailedCall.of(() -> get(client, "users/me")).is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    }
    assertThat(get(ada, "users/me").getName()).isEqualTo(ada.name());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void changesPasswords(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();
    var signIn = SignInRequest.newBuilder().setLogin(ada.user().getUsername());
    var old = signIn.setPassword(RunningCampus.PASSWORD).build();
    var elsewhere = ada.withToken(ada.auth().signIn(old).getSession().getAccessToken());

    ada.auth()
        .changePassword(
            ChangePasswordRequest.newBuilder()
                .setUser("users/me")
                .setCurrentPassword(RunningCampus.PASSWORD)
                .setNewPassword("another one")
                .build());

    assertThat(get(ada, "users/me").getName()).isEqualTo(ada.name());
    FailedCall.of(() -> get(elsewhere, "users/me"))
        .is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    FailedCall.of(() -> ada.auth().signIn(old)).is(Code.UNAUTHENTICATED, "WRONG_CREDENTIALS");
    assertThat(ada.auth().signIn(signIn.setPassword("another one").build()).getUser())
        .isEqualTo(ada.user());

    campus
        .admin()
        .auth()
        .changePassword(
            ChangePasswordRequest.newBuilder()
                .setUser(ada.name())
                .setNewPassword("reset by admin")
                .build());
    FailedCall.of(() -> get(ada, "users/me")).is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    assertThat(ada.auth().signIn(signIn.setPassword("reset by admin").build()).getUser())
        .isEqualTo(ada.user());
  }

  private static User create(RunningCampus campus, String username) {
    var user = User.newBuilder().setUsername(username).setEmail(UUID.randomUUID() + "@example.org");
    return campus
        .admin()
        .users()
        .createUser(
            CreateUserRequest.newBuilder()
                .setUser(user)
                .setPassword(RunningCampus.PASSWORD)
                .build());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void usernamesAreInAnyScriptAndDoNotLookAlike(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var id = campus.newUsername();
    var jeanne = create(campus, "Жанна");

    assertThat(signIn(campus.anonymous(), "жАННА", RunningCampus.PASSWORD).getName())
        .isEqualTo(jeanne.getName());
    assertThat(
            campus
                .admin()
                .users()
                .listUsers(ListUsersRequest.newBuilder().setFilter("username = \"ЖАНН*\"").build())
                .getUsersList())
        .extracting(User::getUsername)
        .containsExactly("Жанна");
    FailedCall.of(() -> create(campus, "ЖАННА")).is(Code.ALREADY_EXISTS, "USERNAME_TAKEN");
    FailedCall.of(() -> create(campus, "Ж" + id))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("user.username");
    var _ = create(campus, "paypal-" + id);
    var taken =
        FailedCall.of(() -> create(campus, "paypa1-" + id))
            .is(Code.ALREADY_EXISTS, "USERNAME_TAKEN")
            .names("user.username");
    assertThat(taken.message()).contains("looks like");
    var _ =
        campus
            .admin()
            .users()
            .deleteUser(DeleteUserRequest.newBuilder().setName(jeanne.getName()).build());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void rolesCountFromTheNextCallOfAnOpenSession(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();
    var bob = campus.newUser();
    var admin = campus.admin();
    var grant = GrantRoleRequest.newBuilder().setName(ada.name()).setRole(Access.Role.ADMIN);

    FailedCall.of(() -> ada.users().grantRole(grant.build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> admin.users().grantRole(grant.clone().clearRole().build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
    var granted = admin.users().grantRole(grant.build());
    assertThat(granted.getRolesList())
        .containsExactlyInAnyOrder(Access.Role.MEMBER, Access.Role.ADMIN);
    assertThat(admin.users().grantRole(grant.build())).isEqualTo(granted);
    assertThat(get(ada, bob.name()).getEmail()).isEqualTo(bob.user().getEmail());

    var revoke = RevokeRoleRequest.newBuilder().setName(ada.name());
    FailedCall.of(() -> admin.users().revokeRole(revoke.setRole(Access.Role.MEMBER).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
    // By themselves: the answer is what the call was allowed to see.
    assertThat(ada.users().revokeRole(revoke.setRole(Access.Role.ADMIN).build()).getRolesList())
        .containsExactly(Access.Role.MEMBER);
    assertThat(get(ada, bob.name()).getEmail()).isEmpty();
    FailedCall.of(() -> ada.users().grantRole(grant.build()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
  }

  private static void reset(RunningCampus campus, String token, String password) {
    var _ =
        campus
            .anonymous()
            .auth()
            .resetPassword(
                ResetPasswordRequest.newBuilder().setToken(token).setNewPassword(password).build());
  }

  private static User signIn(Client client, String login, String password) {
    return client
        .auth()
        .signIn(SignInRequest.newBuilder().setLogin(login).setPassword(password).build())
        .getUser();
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void resetsPasswordsByTokens(Engine engine) throws Exception {
    var campus = RunningCampus.shared(engine);
    var ada = campus.register("r-" + UUID.randomUUID());
    var username = ada.user().getUsername();
    var issue = IssuePasswordResetRequest.newBuilder().setUser(ada.name()).build();

    FailedCall.of(() -> ada.auth().issuePasswordReset(issue))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var issued = campus.admin().auth().issuePasswordReset(issue);
    assertThat(issued.getToken()).hasSize(43);
    reset(campus, issued.getToken(), "by an administrator");
    FailedCall.of(() -> get(ada, "users/me")).is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    FailedCall.of(() -> reset(campus, issued.getToken(), "once more"))
        .is(Code.UNAUTHENTICATED, "INVALID_RESET_TOKEN");
    assertThat(signIn(ada, username, "by an administrator").getName()).isEqualTo(ada.name());

    reset(campus, campus.firstLineOf("user", "reset-password", username), "by the operator");
    assertThat(signIn(ada, username, "by the operator").getName()).isEqualTo(ada.name());

    for (var login : List.of("nobody-" + username, username.toUpperCase(Locale.ROOT))) {
      var _ =
          ada.auth()
              .requestPasswordReset(
                  RequestPasswordResetRequest.newBuilder().setLogin(login).build());
    }
    var message = TestMail.SHARED.await(ada.user().getEmail(), 1).getFirst();
    var token =
        TestMail.text(message).lines().filter(line -> line.matches("[\\w-]{43}")).findFirst();
    reset(campus, token.orElseThrow(), "by e-mail");
    assertThat(signIn(ada, username, "by e-mail").getName()).isEqualTo(ada.name());
  }

  @Test
  void withoutAMailServerThatIsSaid() {
    try (var database = TestDatabase.create(Engine.POSTGRES_18);
        var campus = RunningCampus.on(database.jdbcUrl(), Map.of("CAMPUS_MAIL_HOST", ""))) {
      FailedCall.of(() ->
              campus
                  .anonymous()
                  .auth()
                  .requestPasswordReset(
                      RequestPasswordResetRequest.newBuilder().setLogin("ada").build()))
          .is(Code.FAILED_PRECONDITION, "MAIL_NOT_CONFIGURED");
    }
  }

  private static List<Session> sessions(Client client, String parent, String orderBy) {
    return client
        .users()
        .listSessions(
            ListSessionsRequest.newBuilder()
                .setParent(parent)
                .setOrderBy(orderBy)
                .setTotalSize(true)
                .build())
        .getSessionsList();
  }

  private static void revokeSession(Client client, String name) {
    var _ = client.users().revokeSession(RevokeSessionRequest.newBuilder().setName(name).build());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void listsAndRevokesSessions(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();
    var bob = campus.newUser();
    var signIn =
        SignInRequest.newBuilder()
            .setLogin(ada.user().getUsername())
            .setPassword(RunningCampus.PASSWORD)
            .build();
    var elsewhere = ada.withToken(ada.auth().signIn(signIn).getSession().getAccessToken());

    var listed = sessions(ada, "users/me", "");
    assertThat(listed).hasSize(2);
    assertThat(listed).extracting(Session::getCurrent).containsExactly(true, false);
    assertThat(sessions(elsewhere, "users/me", ""))
        .extracting(Session::getCurrent)
        .containsExactly(false, true);
    assertThat(sessions(ada, "users/me", "create_time desc")).isEqualTo(listed.reversed());
    var other = listed.getLast();
    assertThat(other.getName()).startsWith(ada.name() + "/sessions/");
    assertThat(other.getUserAgent()).startsWith("grpc-java-netty/");
    assertThat(other.getRefreshTime()).isEqualTo(other.getCreateTime());
    assertThat(Timestamps.between(other.getCreateTime(), other.getExpireTime()).getSeconds())
        .isEqualTo(30L * 24 * 60 * 60);
    assertThat(sessions(campus.admin(), ada.name(), ""))
        .extracting(Session::getName)
        .containsExactlyElementsOf(listed.stream().map(Session::getName).toList());
    FailedCall.of(() -> sessions(bob, ada.name(), "")).is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> sessions(campus.admin(), "users/" + UUID.randomUUID(), ""))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND");

    FailedCall.of(() -> revokeSession(bob, other.getName()))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    var ofBob = other.getName().replace(ada.name(), bob.name());
    FailedCall.of(() -> revokeSession(bob, ofBob))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(ofBob);
    revokeSession(ada, other.getName());
    FailedCall.of(() -> get(elsewhere, "users/me"))
        .is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    assertThat(sessions(ada, "users/me", "")).containsExactly(listed.getFirst());

    revokeSession(campus.admin(), listed.getFirst().getName());
    FailedCall.of(() -> get(ada, "users/me")).is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void answersWhatTheMaskAsksFor(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();
    var card = issue(campus.admin(), ada, "C-" + ada.user().getUsername());

    assertThat(get(ada, "users/me", "username", "profile.full_name", "identity_card"))
        .isEqualTo(
            User.newBuilder()
                .setName(ada.name())
                .setUsername(ada.user().getUsername())
                .setProfile(
                    Profile.newBuilder()
                        .setName(ada.name() + "/profile")
                        .setFullName(ada.user().getUsername()))
                .setIdentityCard(card)
                .build());
    var profile =
        ada.users()
            .getProfile(
                GetProfileRequest.newBuilder()
                    .setName(ada.name() + "/profile")
                    .setReadMask(mask("bio", "user.identity_card.number"))
                    .build());
    assertThat(profile.getUser().getIdentityCard().getNumber()).isEqualTo(card.getNumber());
    var read =
        ada.users()
            .getIdentityCard(
                GetIdentityCardRequest.newBuilder()
                    .setName("users/me/identityCard")
                    .setReadMask(mask("user.profile.full_name"))
                    .build());
    assertThat(read.getUser().getProfile().getFullName()).isEqualTo(ada.user().getUsername());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void answersManyInTheOrderOfTheirNames(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();
    var bob = campus.newUser();

    var found =
        ada.users()
            .batchGetUsers(
                BatchGetUsersRequest.newBuilder()
                    .addNames(bob.name())
                    .addNames("users/me")
                    .addNames(bob.name())
                    .setReadMask(mask("username"))
                    .build());

    assertThat(found.getUsersList())
        .extracting(User::getUsername)
        .containsExactly(
            bob.user().getUsername(), ada.user().getUsername(), bob.user().getUsername());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void listsEverybodyOnceInPages(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var mine = new ArrayList<String>();
    for (int i = 0; i < 5; i++) {
      mine.add(campus.newUser().name());
    }
    var client = campus.newUser();

    var listed = new ArrayList<String>();
    var token = "";
    do {
      var page =
          client
              .users()
              .listUsers(ListUsersRequest.newBuilder().setPageSize(2).setPageToken(token).build());
      assertThat(page.getUsersCount()).isLessThanOrEqualTo(2);
      page.getUsersList().forEach(user -> listed.add(user.getName()));
      token = page.getNextPageToken();
    } while (!token.isEmpty());

    assertThat(listed).doesNotHaveDuplicates().isSorted().containsAll(mine);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void answersOfWritesAreWhatIsReadLater(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();
    var admin = campus.admin();

    var updated =
        ada.users()
            .updateUser(
                UpdateUserRequest.newBuilder()
                    .setUser(
                        User.newBuilder()
                            .setName("users/me")
                            .setEmail("new-" + ada.user().getEmail()))
                    .setUpdateMask(mask("email"))
                    .build());
    assertThat(updated.getEmail()).isEqualTo("new-" + ada.user().getEmail());
    assertThat(updated.getUsername()).isEqualTo(ada.user().getUsername());
    assertThat(updated.getEtag()).isNotEqualTo(ada.user().getEtag());
    assertThat(Timestamps.compare(updated.getUpdateTime(), updated.getCreateTime())).isPositive();
    assertThat(get(ada, "users/me")).isEqualTo(updated);

    var profile =
        ada.users()
            .updateProfile(
                UpdateProfileRequest.newBuilder()
                    .setProfile(Profile.newBuilder().setName("users/me/profile").setBio("Analyst"))
                    .setUpdateMask(mask("bio"))
                    .build());
    assertThat(profile.getBio()).isEqualTo("Analyst");
    assertThat(profile.getFullName()).isEqualTo(ada.user().getUsername());
    assertThat(getProfile(ada)).isEqualTo(profile);

    var username = campus.newUsername();
    var created =
        admin
            .users()
            .createUser(
                CreateUserRequest.newBuilder()
                    .setUser(
                        User.newBuilder()
                            .setUsername(username)
                            .setEmail(username + "@example.org")
                            .setProfile(Profile.newBuilder().setBio("Made")))
                    .build());
    assertThat(get(admin, created.getName())).isEqualTo(created);
    assertThat(get(admin, created.getName(), "profile.bio").getProfile().getBio())
        .isEqualTo("Made");

    var cardName =
        GetIdentityCardRequest.newBuilder().setName(ada.name() + "/identityCard").build();
    var issued = issue(admin, ada, "W-" + ada.user().getUsername());
    assertThat(issued.getState()).isEqualTo(IdentityCard.State.ISSUED);
    assertThat(ada.users().getIdentityCard(cardName)).isEqualTo(issued);

    var revoked =
        admin
            .users()
            .revokeIdentityCard(
                RevokeIdentityCardRequest.newBuilder().setName(cardName.getName()).build());
    assertThat(revoked.getState()).isEqualTo(IdentityCard.State.REVOKED);
    assertThat(revoked.hasRevokeTime()).isTrue();
    assertThat(ada.users().getIdentityCard(cardName)).isEqualTo(revoked);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void deletesAUserWithAllThatDependsOnThem(Engine engine) {
    var campus = RunningCampus.shared(engine);
    var ada = campus.newUser();
    issue(campus.admin(), ada, "D-" + ada.user().getUsername());

    ada.users().deleteUser(DeleteUserRequest.newBuilder().setName("users/me").build());

    FailedCall.of(() -> get(ada, "users/me")).is(Code.UNAUTHENTICATED, "INVALID_ACCESS_TOKEN");
    FailedCall.of(() -> get(campus.admin(), ada.name()))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(ada.name());
    for (var table :
        List.of("profiles", "identity_cards", "credentials", "sessions", "api_tokens")) {
      assertThat(campus.query("SELECT user_id FROM " + table + " WHERE user_id = ?", ada.id()))
          .isEmpty();
    }
    assertThat(campus.register(ada.user().getUsername()).name()).isNotEqualTo(ada.name());
  }
}
