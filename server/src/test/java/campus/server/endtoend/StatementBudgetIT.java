package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.BatchCreateUsersRequest;
import campus.identity.v1.BatchDeleteUsersRequest;
import campus.identity.v1.BatchGetUsersRequest;
import campus.identity.v1.BatchUpdateProfilesRequest;
import campus.identity.v1.BatchUpdateUsersRequest;
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
import campus.identity.v1.RefreshSessionRequest;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RevokeIdentityCardRequest;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.SignOutRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.shared.persistence.testing.Engine;
import campus.shared.v1.ExplainListRequest;
import campus.shared.v1.QueryServiceGrpc;
import com.google.protobuf.FieldMask;
import com.google.protobuf.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * How many SQL statements each method takes: a constant, whatever the data. As the server's log
 * counts them, that is without BEGIN, COMMIT, SET and the look-up of the caller.
 */
class StatementBudgetIT {

  private static final String AUTH = "campus.identity.v1.AuthService/";
  private static final String USERS = "campus.identity.v1.UserService/";
  private static final String QUERIES = "campus.shared.v1.QueryService/";

  private static final FieldMask EVERYTHING =
      mask("*", "profile.*", "identity_card.*", "profile.user.identity_card.number");

  /** A call that is ready to be made. */
  private interface Prepared {
    Message make(Client measured);
  }

  /** Makes what a call needs, so that the call alone is measured. */
  private interface Sample {
    Prepared prepare(StatementBudgetIT test);
  }

  /**
   * What a method may take.
   *
   * @param admin whether ADMIN makes the call, otherwise a new user
   */
  private record Budget(int statements, boolean admin, Sample sample) {}

  private static final Map<String, Budget> BUDGETS = new TreeMap<>();

  private static void budget(String method, int statements, Sample sample) {
    BUDGETS.put(method, new Budget(statements, false, sample));
  }

  private static void adminBudget(String method, int statements, Sample sample) {
    BUDGETS.put(method, new Budget(statements, true, sample));
  }

  static {
    // User, profile, password, session, its two tokens as one batch; then the answer.
    budget(
        AUTH + "Register",
        6,
        test -> {
          var request =
              RegisterRequest.newBuilder()
                  .setUser(test.someUser())
                  .setPassword(RunningCampus.PASSWORD)
                  .build();
          return client -> client.auth().register(request);
        });
    // Account with password, count of attempts; password under lock, count back to zero, session,
    // tokens; the answer.
    budget(
        AUTH + "SignIn",
        7,
        test -> {
          var request = test.signIn(test.campus.newUser());
          return client -> client.auth().signIn(request);
        });
    // Token, session under lock, token again; token used, session, new tokens; the answer.
    budget(
        AUTH + "RefreshSession",
        7,
        test -> {
          var session =
              test.campus
                  .anonymous()
                  .auth()
                  .signIn(test.signIn(test.campus.newUser()))
                  .getSession();
          var request =
              RefreshSessionRequest.newBuilder().setRefreshToken(session.getRefreshToken()).build();
          return client -> client.auth().refreshSession(request);
        });
    budget(
        AUTH + "SignOut",
        1,
        test -> client -> client.auth().signOut(SignOutRequest.getDefaultInstance()));
    // Password, count of attempts; user and password under lock, password, count, sessions.
    budget(
        AUTH + "ChangePassword",
        7,
        test ->
            client ->
                client
                    .auth()
                    .changePassword(
                        ChangePasswordRequest.newBuilder()
                            .setUser("users/me")
                            .setCurrentPassword(RunningCampus.PASSWORD)
                            .setNewPassword("another one")
                            .build()));

    budget(USERS + "GetUser", 1, test -> client -> client.users().getUser(get(EVERYTHING)));
    budget(
        USERS + "BatchGetUsers",
        1,
        test -> {
          var names = test.people(100);
          return client -> client.users().batchGetUsers(batchGet(names, EVERYTHING));
        });
    budget(
        USERS + "ListUsers",
        1,
        test -> {
          var _ = test.people(100);
          return client -> client.users().listUsers(list(100, EVERYTHING));
        });
    // User and profile; the answer.
    adminBudget(
        USERS + "CreateUser",
        3,
        test -> {
          var request = CreateUserRequest.newBuilder().setUser(test.someUser()).build();
          return client -> client.users().createUser(request);
        });
    // Users, profiles; the answer.
    adminBudget(
        USERS + "BatchCreateUsers",
        3,
        test -> {
          var request = BatchCreateUsersRequest.newBuilder();
          for (int i = 0; i < 100; i++) {
            request.addRequests(CreateUserRequest.newBuilder().setUser(test.someUser()));
          }
          return client -> client.users().batchCreateUsers(request.build());
        });
    // Users, profiles: once for each hundred rows.
    adminBudget(
        USERS + "ImportUsers",
        2,
        test -> {
          var rows = Stream.generate(() -> test.someUser().build()).limit(100).toList();
          return client -> client.importUsers(rows);
        });
    // User under lock, user; the answer.
    budget(
        USERS + "UpdateUser",
        3,
        test -> {
          var user = test.someUser().setName("users/me").build();
          return client ->
              client.users().updateUser(UpdateUserRequest.newBuilder().setUser(user).build());
        });
    // Users under lock, users; the answer.
    adminBudget(
        USERS + "BatchUpdateUsers",
        3,
        test -> {
          var request = BatchUpdateUsersRequest.newBuilder();
          test.people(100)
              .forEach(name ->
                  request.addRequests(
                      UpdateUserRequest.newBuilder().setUser(test.someUser().setName(name))));
          return client -> client.users().batchUpdateUsers(request.build());
        });
    // User under lock; sessions, password, card, profile, user.
    budget(
        USERS + "DeleteUser",
        6,
        test ->
            client ->
                client
                    .users()
                    .deleteUser(DeleteUserRequest.newBuilder().setName("users/me").build()));
    // Users under lock; sessions, passwords, cards, profiles, users.
    adminBudget(
        USERS + "BatchDeleteUsers",
        6,
        test -> {
          var request = BatchDeleteUsersRequest.newBuilder().addAllNames(test.people(100)).build();
          return client -> client.users().batchDeleteUsers(request);
        });
    budget(
        USERS + "GetProfile",
        1,
        test ->
            client ->
                client
                    .users()
                    .getProfile(
                        GetProfileRequest.newBuilder()
                            .setName("users/me/profile")
                            .setReadMask(mask("*", "user.identity_card"))
                            .build()));
    // Profile under lock, profile; the answer.
    budget(
        USERS + "UpdateProfile",
        3,
        test ->
            client ->
                client
                    .users()
                    .updateProfile(
                        UpdateProfileRequest.newBuilder()
                            .setProfile(
                                Profile.newBuilder().setName("users/me/profile").setBio("Analyst"))
                            .build()));
    // Profiles under lock, profiles; the answer.
    adminBudget(
        USERS + "BatchUpdateProfiles",
        3,
        test -> {
          var request = BatchUpdateProfilesRequest.newBuilder();
          test.people(100)
              .forEach(name ->
                  request.addRequests(
                      UpdateProfileRequest.newBuilder()
                          .setProfile(
                              Profile.newBuilder().setName(name + "/profile").setBio("Analyst"))));
          return client -> client.users().batchUpdateProfiles(request.build());
        });
    // User under lock, card; card; the answer.
    adminBudget(
        USERS + "IssueIdentityCard",
        4,
        test -> {
          var user = test.campus.newUser();
          return client -> client.users().issueIdentityCard(issue(user.user()));
        });
    budget(
        USERS + "GetIdentityCard",
        1,
        test ->
            client -> {
              var _ = test.campus.admin().users().issueIdentityCard(issue(client.user()));
              return client
                  .users()
                  .getIdentityCard(
                      GetIdentityCardRequest.newBuilder()
                          .setName("users/me/identityCard")
                          .setReadMask(mask("*", "user.profile"))
                          .build());
            });
    // Card under lock, card; the answer.
    adminBudget(
        USERS + "RevokeIdentityCard",
        3,
        test -> {
          var card =
              test.campus.admin().users().issueIdentityCard(issue(test.campus.newUser().user()));
          return client ->
              client
                  .users()
                  .revokeIdentityCard(
                      RevokeIdentityCardRequest.newBuilder().setName(card.getName()).build());
        });
  }

  static {
    adminBudget(
        QUERIES + "ExplainList",
        1,
        test ->
            client ->
                QueryServiceGrpc.newBlockingStub(client.channel())
                    .explainList(
                        ExplainListRequest.newBuilder().setResourceType("campus/User").build()));
  }

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final CallLog log = new CallLog();

  @BeforeEach
  void begin() {
    log.open();
  }

  @AfterEach
  void end() {
    log.close();
  }

  @Test
  void everyMethodHasABudget() {
    var reflection = new Reflection(campus.anonymous().channel());
    var methods = new TreeSet<String>();
    for (var service : reflection.services()) {
      if (service.startsWith("campus.")) {
        reflection
            .service(service)
            .getMethods()
            .forEach(method -> methods.add(service + "/" + method.getName()));
      }
    }

    assertThat(BUDGETS.keySet()).isEqualTo(methods);
  }

  @TestFactory
  Stream<DynamicTest> keeps() {
    return BUDGETS.entrySet().stream()
        .map(entry ->
            DynamicTest.dynamicTest(
                entry.getKey(),
                () ->
                    assertThat(measure(entry.getKey(), entry.getValue()))
                        .isEqualTo(entry.getValue().statements())));
  }

  private int measure(String method, Budget budget) {
    return measure(
        method, budget.admin() ? campus.admin() : campus.newUser(), budget.sample().prepare(this));
  }

  private int measure(String method, Client client, Prepared call) {
    var id = log.newId();
    assertThat(call.make(client.withRequestId(id))).isNotNull();
    return log.statements(id, method);
  }

  @Test
  void readsTakeOneStatementWhateverTheMaskAndTheNumberOfRows() {
    var names = people(100);
    var ada = campus.newUser();
    var masks =
        List.of(
            FieldMask.getDefaultInstance(),
            mask("username"),
            mask("username", "profile.full_name", "identity_card"),
            EVERYTHING);
    for (var mask : masks) {
      assertThat(measure(USERS + "GetUser", ada, client -> client.users().getUser(get(mask))))
          .isEqualTo(1);
      for (int rows : new int[] {1, 20, 100}) {
        assertThat(
                measure(
                    USERS + "BatchGetUsers",
                    ada,
                    client -> {
                      var found =
                          client.users().batchGetUsers(batchGet(names.subList(0, rows), mask));
                      assertThat(found.getUsersCount()).isEqualTo(rows);
                      return found;
                    }))
            .isEqualTo(1);
        var page = new ArrayList<String>();
        assertThat(
                measure(
                    USERS + "ListUsers",
                    ada,
                    client -> {
                      var found = client.users().listUsers(list(rows, mask));
                      assertThat(found.getUsersCount()).isEqualTo(rows);
                      page.add(found.getNextPageToken());
                      return found;
                    }))
            .isEqualTo(1);
        assertThat(
                measure(
                    USERS + "ListUsers",
                    ada,
                    client ->
                        client
                            .users()
                            .listUsers(
                                list(rows, mask).toBuilder()
                                    .setPageToken(page.getFirst())
                                    .build())))
            .isEqualTo(1);
      }
    }
  }

  @Test
  void aRequestIdCostsTwoStatements() {
    var ada = campus.newUser();
    var request =
        UpdateProfileRequest.newBuilder()
            .setProfile(Profile.newBuilder().setName("users/me/profile").setBio("Analyst"))
            .setRequestId(UUID.randomUUID().toString())
            .build();
    Prepared call = client -> client.users().updateProfile(request);

    assertThat(measure(USERS + "UpdateProfile", ada, call)).as("the first time").isEqualTo(5);
    assertThat(measure(USERS + "UpdateProfile", ada, call)).as("again").isEqualTo(2);
  }

  @Test
  void byAFilterTakesOneStatementMore() {
    var admin = campus.admin();
    var bio = "Only of " + campus.newUsername();
    people(20)
        .forEach(name -> {
          var profile = Profile.newBuilder().setName(name + "/profile").setBio(bio);
          var _ =
              admin
                  .users()
                  .updateProfile(UpdateProfileRequest.newBuilder().setProfile(profile).build());
        });

    assertThat(
            measure(
                USERS + "BatchUpdateProfiles",
                admin,
                client ->
                    client
                        .users()
                        .batchUpdateProfiles(
                            BatchUpdateProfilesRequest.newBuilder()
                                .setFilter("bio = \"" + bio + "\"")
                                .setExpectedCount(20)
                                .setProfile(Profile.newBuilder().setBio("Analyst"))
                                .build())))
        .isEqualTo(4);
  }

  /** The names of so many users, who have profiles, and some of them cards. */
  private List<String> people(int count) {
    var admin = campus.admin().users();
    var names = new ArrayList<String>();
    for (int i = 0; i < count; i++) {
      var created = admin.createUser(CreateUserRequest.newBuilder().setUser(someUser()).build());
      if (i % 10 == 0) {
        var _ = admin.issueIdentityCard(issue(created));
      }
      names.add(created.getName());
    }
    return names;
  }

  private User.Builder someUser() {
    var username = campus.newUsername();
    return User.newBuilder().setUsername(username).setEmail(username + "@example.org");
  }

  private SignInRequest signIn(Client user) {
    return SignInRequest.newBuilder()
        .setLogin(user.user().getUsername())
        .setPassword(RunningCampus.PASSWORD)
        .build();
  }

  private static IssueIdentityCardRequest issue(User user) {
    return IssueIdentityCardRequest.newBuilder()
        .setUser(user.getName())
        .setIdentityCard(IdentityCard.newBuilder().setNumber("S-" + user.getUsername()))
        .build();
  }

  private static GetUserRequest get(FieldMask mask) {
    return GetUserRequest.newBuilder().setName("users/me").setReadMask(mask).build();
  }

  private static BatchGetUsersRequest batchGet(List<String> names, FieldMask mask) {
    return BatchGetUsersRequest.newBuilder().addAllNames(names).setReadMask(mask).build();
  }

  private static ListUsersRequest list(int size, FieldMask mask) {
    return ListUsersRequest.newBuilder().setPageSize(size).setReadMask(mask).build();
  }

  private static FieldMask mask(String... paths) {
    return FieldMask.newBuilder().addAllPaths(List.of(paths)).build();
  }
}
