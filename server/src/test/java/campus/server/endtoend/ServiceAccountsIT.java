package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.ChangePasswordRequest;
import campus.identity.v1.DeleteUserRequest;
import campus.identity.v1.GetUserRequest;
import campus.identity.v1.GrantRoleRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.SignOutRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.server.testing.Condition;
import campus.server.testing.TestCertificates;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import campus.shared.v1.Access;
import io.grpc.ManagedChannel;
import io.grpc.Status.Code;
import io.netty.pkitesting.X509Bundle;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Services that are users by their certificates. */
class ServiceAccountsIT {

  private static final Duration PATIENCE = Duration.ofSeconds(20);
  private static final GetUserRequest ME = GetUserRequest.newBuilder().setName("users/me").build();
  private static final TestCertificates CA = TestCertificates.ofCa("ca");
  private static final X509Bundle BILLING = CA.client("spiffe://example.org/billing");

  private final TestDatabase database = TestDatabase.create(Engine.POSTGRES_18);

  @TempDir Path directory;
  private @Nullable RunningCampus running;

  @BeforeEach
  void start() throws Exception {
    TestCertificates.write(directory, CA.server());
    TestCertificates.writeCa(directory, CA);
    var settings = new HashMap<>(TestCertificates.settings(directory, "optional"));
    settings.put(
        "CAMPUS_TLS_SERVICE_ACCOUNTS",
        "spiffe://example.org/billing=Billing-Bot,client.example.org=worker");
    running = RunningCampus.on(database.jdbcUrl(), settings);
  }

  @AfterEach
  void close() {
    campus().close();
    database.close();
  }

  @Test
  void theyAreTheirUsersWithTheRolesOfTheMoment() throws Exception {
    var bot = register("billing-bot");
    var channel = clients().connect(BILLING);
    try {
      var me = UserServiceGrpc.newBlockingStub(channel).getUser(ME);
      assertThat(me.getName()).isEqualTo(bot.getName());
      assertThat(http(BILLING)).contains("\"username\":\"billing-bot\"");

      var denied = FailedCall.of(() -> UserServiceGrpc.newBlockingStub(channel).grantRole(hr(me)));
      assertThat(denied.code()).isEqualTo(Code.PERMISSION_DENIED);

      campus().grant("billing-bot", "ADMIN");
      assertThat(UserServiceGrpc.newBlockingStub(channel).grantRole(hr(me)).getRolesCount())
          .isEqualTo(3);
      campus().grant(register("other").getUsername(), "ADMIN");
      var _ = UserServiceGrpc.newBlockingStub(channel).deleteUser(deletion(me));

      var gone = FailedCall.of(() -> UserServiceGrpc.newBlockingStub(channel).getUser(ME));
      assertThat(gone.code()).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(gone.reason()).isEqualTo("INVALID_CLIENT_CERTIFICATE");
      assertThat(gone.message()).contains("\"Billing-Bot\", who does not exist");
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void theyHaveNoSession() {
    var _ = register("billing-bot");
    var channel = clients().connect(BILLING);
    try {
      var auth = AuthServiceGrpc.newBlockingStub(channel);
      for (var refused :
          new FailedCall[] {
            FailedCall.of(() -> auth.signOut(SignOutRequest.getDefaultInstance())),
            FailedCall.of(() ->
                auth.changePassword(
                    ChangePasswordRequest.newBuilder()
                        .setUser("users/me")
                        .setCurrentPassword(RunningCampus.PASSWORD)
                        .setNewPassword("another long one")
                        .build()))
          }) {
        assertThat(refused.code()).isEqualTo(Code.PERMISSION_DENIED);
        assertThat(refused.message()).contains("for users who have signed in");
      }
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void aTokenComesFirst() {
    var ada = new Client[1];
    var _ = register("billing-bot");
    var channel = clients().connect(BILLING);
    try {
      ada[0] = signedUp(channel, "ada");
      assertThat(ada[0].users().getUser(ME).getUsername()).isEqualTo("ada");
      var bad = FailedCall.of(() -> ada[0].withToken("nonsense").users().getUser(ME));
      assertThat(bad.reason()).isEqualTo("INVALID_ACCESS_TOKEN");
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void otherCertificatesAreNobody() {
    var channel = clients().connect(CA.client("spiffe://example.org/unknown"));
    try {
      var refused = FailedCall.of(() -> UserServiceGrpc.newBlockingStub(channel).getUser(ME));

      assertThat(refused.code()).isEqualTo(Code.UNAUTHENTICATED);
      assertThat(refused.reason()).isEqualTo("SIGN_IN_REQUIRED");
      assertThat(refused.message()).endsWith("certificate of spiffe://example.org/unknown");
      assertThat(TlsClients.check(channel).isOk()).isTrue();
    } finally {
      channel.shutdownNow();
    }
  }

  @Test
  void connectionsDoNotOutliveTheirCertificates() throws Exception {
    var _ = register("worker");
    var expiring = CA.expiringClient(Instant.now().plusSeconds(6));
    var expired = clients().connect(expiring);
    var untrusted = clients().connect(BILLING);
    try {
      assertThat(TlsClients.check(untrusted).isOk()).isTrue();
      assertThat(UserServiceGrpc.newBlockingStub(expired).getUser(ME).getUsername())
          .isEqualTo("worker");

      Condition.await(PATIENCE, () -> !TlsClients.check(expired).isOk());
      var gone = FailedCall.of(() -> UserServiceGrpc.newBlockingStub(expired).getUser(ME));
      assertThat(gone.reason()).isEqualTo("INVALID_CLIENT_CERTIFICATE");

      TestCertificates.writeCa(directory, TestCertificates.ofCa("other"));
      Condition.await(PATIENCE, () -> !TlsClients.check(untrusted).isOk());
      assertThat(TlsClients.check(untrusted).getCode()).isEqualTo(Code.UNAUTHENTICATED);
    } finally {
      expired.shutdownNow();
      untrusted.shutdownNow();
    }
  }

  private RunningCampus campus() {
    return java.util.Objects.requireNonNull(running);
  }

  private TlsClients clients() {
    return new TlsClients(campus().grpcPort(), CA.ca());
  }

  private User register(String username) {
    var channel = clients().connect(null);
    try {
      return signedUp(channel, username).user();
    } finally {
      channel.shutdownNow();
    }
  }

  private static Client signedUp(ManagedChannel channel, String username) {
    var registered =
        AuthServiceGrpc.newBlockingStub(channel)
            .register(
                RegisterRequest.newBuilder()
                    .setUser(
                        User.newBuilder()
                            .setUsername(username)
                            .setEmail(username + "@example.org")
                            .setProfile(Profile.newBuilder().setFullName(username)))
                    .setPassword(RunningCampus.PASSWORD)
                    .build());
    return new Client(channel, registered.getSession().getAccessToken(), registered.getUser());
  }

  private static DeleteUserRequest deletion(User user) {
    return DeleteUserRequest.newBuilder().setName(user.getName()).build();
  }

  private static GrantRoleRequest hr(User user) {
    return GrantRoleRequest.newBuilder().setName(user.getName()).setRole(Access.Role.HR).build();
  }

  private String http(X509Bundle client) throws Exception {
    var context = SSLContext.getInstance("TLS");
    context.init(
        new KeyManager[] {new TlsClients.Shown(client)},
        new TrustManager[] {CA.ca().toTrustManager()},
        null);
    try (var http = HttpClient.newBuilder().sslContext(context).build()) {
      return http.send(
              HttpRequest.newBuilder(
                      URI.create("https://localhost:%d/v1/users/me".formatted(campus().webPort())))
                  .build(),
              BodyHandlers.ofString())
          .body();
    }
  }
}
