package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;

import campus.identity.v1.BatchCreateUsersRequest;
import campus.identity.v1.BatchDeleteUsersRequest;
import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.BatchUpdateProfilesRequest;
import campus.identity.v1.BatchUpdateUsersRequest;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.CreateUserRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetApiTokenRequest;
import campus.identity.v1.GetIdentityCardRequest;
import campus.identity.v1.GetProfileRequest;
import campus.identity.v1.GetSessionRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.GrantRoleRequest;
import campus.identity.v1.IdentityCard;
import campus.identity.v1.IssueIdentityCardRequest;
import campus.identity.v1.IssuePasswordResetRequest;
import campus.identity.v1.IssueTokenRequest;
import campus.identity.v1.ListApiTokensRequest;
import campus.identity.v1.ListSessionsRequest;
import campus.identity.v1.ListUsersRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RequestPasswordResetRequest;
import campus.identity.v1.ResetPasswordRequest;
import campus.identity.v1.RevokeApiTokenRequest;
import campus.identity.v1.RevokeIdentityCardRequest;
import campus.identity.v1.RevokeRoleRequest;
import campus.identity.v1.RevokeSessionRequest;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.SignOutRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.shared.v1.Access;
import com.google.protobuf.FieldMask;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** What the methods of identity may take. */
final class IdentityBudgets {

  private static final String AUTH = "campus.identity.v1.AuthService/";
  static final String USERS = "campus.identity.v1.UserService/";

  static final FieldMask EVERYTHING =
      mask("*", "profile.*", "identity_card.*", "profile.user.identity_card.number");

  private IdentityBudgets() {}

  static void declare(StatementBudgets budgets) {
    // User, profile, password, session, its two tokens as one batch; the count of users; then
    // the answer. From a remote address the count of registrations comes first.
    budgets.user(
        AUTH + "Register",
        7,
        campus -> {
          var request =
              RegisterRequest.newBuilder()
                  .setUser(someUser(campus))
                  .setPassword(RunningCampus.PASSWORD)
                  .build();
          return client -> client.auth().register(request);
        });
    // Account with password, place in the lines; password under lock, session, tokens, success; the
    // answer.
    budgets.user(
        AUTH + "SignIn",
        7,
        campus -> {
          var request = signIn(campus.newUser());
          return client -> client.auth().signIn(request);
        });
    // Token, session under lock, token again; token used, session, new tokens; the answer.
    budgets.user(
        AUTH + "RefreshSession",
        7,
        campus -> {
          var session = campus.anonymous().auth().signIn(signIn(campus.newUser())).getSession();
          var request =
              RefreshSessionRequest.newBuilder().setRefreshToken(session.getRefreshToken()).build();
          return client -> client.auth().refreshSession(request);
        });
    budgets.user(
        AUTH + "SignOut",
        1,
        campus -> client -> client.auth().signOut(SignOutRequest.getDefaultInstance()));
    // Password, place in the line; user and password under lock, password, count, sessions, tokens
    // to reset it.
    budgets.user(
        AUTH + "ChangePassword",
        8,
        campus ->
            client ->
                client
                    .auth()
                    .changePassword(
                        ChangePasswordRequest.newBuilder()
                            .setUser("users/me")
                            .setCurrentPassword(RunningCampus.PASSWORD)
                            .setNewPassword("another one")
                            .build()));

    // User under lock, token.
    budgets.admin(
        AUTH + "IssuePasswordReset",
        2,
        campus -> {
          var request =
              IssuePasswordResetRequest.newBuilder().setUser(campus.newUser().name()).build();
          return client -> client.auth().issuePasswordReset(request);
        });
    // User under lock, count of tokens, token.
    budgets.user(AUTH + "IssueToken", 3, campus -> client -> client.auth().issueToken(apiToken()));
    // Place in the line. The look-up and the token follow after the answer.
    budgets.user(
        AUTH + "RequestPasswordReset",
        1,
        campus ->
            client ->
                client
                    .auth()
                    .requestPasswordReset(
                        RequestPasswordResetRequest.newBuilder()
                            .setLogin(client.user().getUsername())
                            .build()));
    // Token; user under lock, token, password, counts, sessions, other tokens. From a remote
    // address
    // the count of calls comes first.
    budgets.user(
        AUTH + "ResetPassword",
        7,
        campus -> {
          var issued =
              campus
                  .admin()
                  .auth()
                  .issuePasswordReset(
                      IssuePasswordResetRequest.newBuilder()
                          .setUser(campus.newUser().name())
                          .build());
          var request =
              ResetPasswordRequest.newBuilder()
                  .setToken(issued.getToken())
                  .setNewPassword("another one")
                  .build();
          return client -> client.auth().resetPassword(request);
        });

    budgets.user(USERS + "GetUser", 1, campus -> client -> client.users().getUser(get(EVERYTHING)));
    budgets.user(
        USERS + "BatchGetUsers",
        1,
        campus -> {
          var names = people(campus, 100);
          return client -> client.users().batchGetUsers(batchGet(names, EVERYTHING));
        });
    budgets.user(
        USERS + "ListUsers",
        1,
        campus -> {
          var _ = people(campus, 100);
          return client -> client.users().listUsers(list(100, EVERYTHING));
        });
    // User and profile; the count of users; the answer.
    budgets.admin(
        USERS + "CreateUser",
        4,
        campus -> {
          var request = CreateUserRequest.newBuilder().setUser(someUser(campus)).build();
          return client -> client.users().createUser(request);
        });
    // Users, profiles; their count; the answer.
    budgets.admin(
        USERS + "BatchCreateUsers",
        4,
        campus -> {
          var request = BatchCreateUsersRequest.newBuilder();
          for (int i = 0; i < 100; i++) {
            request.addRequests(CreateUserRequest.newBuilder().setUser(someUser(campus)));
          }
          return client -> client.users().batchCreateUsers(request.build());
        });
    // Users, profiles, their count: once for each hundred rows.
    budgets.admin(
        USERS + "ImportUsers",
        3,
        campus -> {
          var rows = Stream.generate(() -> someUser(campus).build()).limit(100).toList();
          return client -> client.importUsers(rows);
        });
    // User under lock, user; the answer.
    budgets.user(
        USERS + "UpdateUser",
        3,
        campus -> {
          var user = someUser(campus).setName("users/me").build();
          return client ->
              client.users().updateUser(UpdateUserRequest.newBuilder().setUser(user).build());
        });
    // Users under lock, users; the answer.
    budgets.admin(
        USERS + "BatchUpdateUsers",
        3,
        campus -> {
          var request = BatchUpdateUsersRequest.newBuilder();
          people(campus, 100)
              .forEach(name ->
                  request.addRequests(
                      UpdateUserRequest.newBuilder().setUser(someUser(campus).setName(name))));
          return client -> client.users().batchUpdateUsers(request.build());
        });
    // User under lock; student; thirteen for what they have published; totals; accounts under lock;
    // tokens, sessions, password, card, profile, user. With `erase` five more for accounts with
    // entries.
    budgets.user(
        USERS + "DeleteUser",
        23,
        campus ->
            client ->
                client
                    .users()
                    .deleteUser(DeleteUserRequest.newBuilder().setName("users/me").build()));
    // Users under lock; students, thirteen for what they have published, and the totals, accounts
    // under
    // lock; tokens, sessions, passwords, cards, profiles, users.
    budgets.admin(
        USERS + "BatchDeleteUsers",
        23,
        campus -> {
          var request =
              BatchDeleteUsersRequest.newBuilder().addAllNames(people(campus, 100)).build();
          return client -> client.users().batchDeleteUsers(request);
        });
    // User under lock, user; the answer.
    budgets.admin(
        USERS + "GrantRole",
        3,
        campus -> {
          var request =
              GrantRoleRequest.newBuilder()
                  .setName(campus.newUser().name())
                  .setRole(Access.Role.HR)
                  .build();
          return client -> client.users().grantRole(request);
        });
    // All with the role under lock, since it is ADMIN; user under lock, user; the answer.
    budgets.admin(
        USERS + "RevokeRole",
        4,
        campus -> {
          var request =
              RevokeRoleRequest.newBuilder()
                  .setName(campus.newUserWith("ADMIN").name())
                  .setRole(Access.Role.ADMIN)
                  .build();
          return client -> client.users().revokeRole(request);
        });
    budgets.user(
        USERS + "GetSession",
        1,
        _ ->
            client -> {
              var all =
                  client
                      .users()
                      .listSessions(ListSessionsRequest.newBuilder().setParent("users/me").build());
              var name = all.getSessions(0).getName();
              return client
                  .users()
                  .getSession(GetSessionRequest.newBuilder().setName(name).build());
            });
    budgets.user(
        USERS + "ListSessions",
        2,
        campus ->
            client ->
                client
                    .users()
                    .listSessions(ListSessionsRequest.newBuilder().setParent("users/me").build()));
    budgets.admin(
        USERS + "RevokeSession",
        1,
        campus -> {
          var user = campus.newUser();
          var sessions =
              user.users()
                  .listSessions(ListSessionsRequest.newBuilder().setParent("users/me").build());
          var request =
              RevokeSessionRequest.newBuilder().setName(sessions.getSessions(0).getName()).build();
          return client -> client.users().revokeSession(request);
        });
    budgets.user(
        USERS + "GetApiToken",
        1,
        _ ->
            client -> {
              var name = client.auth().issueToken(apiToken()).getApiToken().getName();
              return client
                  .users()
                  .getApiToken(GetApiTokenRequest.newBuilder().setName(name).build());
            });
    budgets.user(
        USERS + "ListApiTokens",
        2,
        campus ->
            client ->
                client
                    .users()
                    .listApiTokens(
                        ListApiTokensRequest.newBuilder().setParent("users/me").build()));
    budgets.admin(
        USERS + "RevokeApiToken",
        1,
        campus -> {
          var request =
              RevokeApiTokenRequest.newBuilder()
                  .setName(campus.newUser().auth().issueToken(apiToken()).getApiToken().getName())
                  .build();
          return client -> client.users().revokeApiToken(request);
        });
    budgets.user(
        USERS + "GetProfile",
        1,
        campus ->
            client ->
                client
                    .users()
                    .getProfile(
                        GetProfileRequest.newBuilder()
                            .setName("users/me/profile")
                            .setReadMask(mask("*", "user.identity_card"))
                            .build()));
    // Profile under lock, profile; the answer.
    budgets.user(
        USERS + "UpdateProfile",
        3,
        campus ->
            client ->
                client
                    .users()
                    .updateProfile(
                        UpdateProfileRequest.newBuilder()
                            .setProfile(
                                Profile.newBuilder().setName("users/me/profile").setBio("Analyst"))
                            .build()));
    // Profiles under lock, profiles; the answer.
    budgets.admin(
        USERS + "BatchUpdateProfiles",
        3,
        campus -> {
          var request = BatchUpdateProfilesRequest.newBuilder();
          people(campus, 100)
              .forEach(name ->
                  request.addRequests(
                      UpdateProfileRequest.newBuilder()
                          .setProfile(
                              Profile.newBuilder().setName(name + "/profile").setBio("Analyst"))));
          return client -> client.users().batchUpdateProfiles(request.build());
        });
    // User under lock, card; card; the answer.
    budgets.admin(
        USERS + "IssueIdentityCard",
        4,
        campus -> {
          var user = campus.newUser();
          return client -> client.users().issueIdentityCard(issue(user.user()));
        });
    budgets.user(
        USERS + "GetIdentityCard",
        1,
        campus ->
            client -> {
              var _ = campus.admin().users().issueIdentityCard(issue(client.user()));
              return client
                  .users()
                  .getIdentityCard(
                      GetIdentityCardRequest.newBuilder()
                          .setName("users/me/identityCard")
                          .setReadMask(mask("*", "user.profile"))
                          .build());
            });
    // Card under lock, card; the answer.
    budgets.admin(
        USERS + "RevokeIdentityCard",
        3,
        campus -> {
          var card = campus.admin().users().issueIdentityCard(issue(campus.newUser().user()));
          return client ->
              client
                  .users()
                  .revokeIdentityCard(
                      RevokeIdentityCardRequest.newBuilder().setName(card.getName()).build());
        });
  }

  /** The names of so many users, who have profiles, and some of them cards. */
  static List<String> people(RunningCampus campus, int count) {
    var admin = campus.admin().users();
    var names = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var created =
          admin.createUser(CreateUserRequest.newBuilder().setUser(someUser(campus)).build());
      if (i % 10 == 0) {
        var _ = admin.issueIdentityCard(issue(created));
      }
      names.add(created.getName());
    }
    return names;
  }

  private static User.Builder someUser(RunningCampus campus) {
    var username = campus.newUsername();
    return User.newBuilder().setUsername(username).setEmail(username + "@example.org");
  }

  private static SignInRequest signIn(Client user) {
    return SignInRequest.newBuilder()
        .setLogin(user.user().getUsername())
        .setPassword(RunningCampus.PASSWORD)
        .build();
  }

  static IssueIdentityCardRequest issue(User user) {
    return IssueIdentityCardRequest.newBuilder()
        .setUser(user.getName())
        .setIdentityCard(IdentityCard.newBuilder().setNumber("S-" + user.getUsername()))
        .build();
  }

  static GetUserRequest get(FieldMask mask) {
    return GetUserRequest.newBuilder().setName("users/me").setReadMask(mask).build();
  }

  static BatchGetUsersRequest batchGet(List<String> names, FieldMask mask) {
    return BatchGetUsersRequest.newBuilder().addAllNames(names).setReadMask(mask).build();
  }

  static ListUsersRequest list(int size, FieldMask mask) {
    return ListUsersRequest.newBuilder().setPageSize(size).setReadMask(mask).build();
  }

  static IssueTokenRequest apiToken() {
    return IssueTokenRequest.newBuilder().setUser("users/me").setDisplayName("billing").build();
  }
}
