package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.Profile;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RegisterResponse;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.User;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives the server that acknowledged it, and nothing is there by half. */
class CrashIT {

  private static final int REGISTRATIONS = 200;
  private static final int ACKNOWLEDGED_BEFORE_THE_END = 40;
  private static final String PASSWORD = "correct horse battery";

  @TempDir private static Path home = Path.of("");

  /** Users as they were answered. */
  private final Queue<User> acknowledged = new ConcurrentLinkedQueue<>();

  @Test
  void killedAmidRegistrations() throws Exception {
    try (var server = CampusProcess.serveForWork(home)) {
      var channel = channel(server);
      try {
        var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_END);
        var all = new CountDownLatch(REGISTRATIONS);
        for (int i = 0; i < REGISTRATIONS; i++) {
          register(channel, "user-" + i, enough, all);
        }
        assertThat(enough.await(30, TimeUnit.SECONDS)).isTrue();

        server.kill();

        // Answers that were on their way count as well.
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSizeBetween(ACKNOWLEDGED_BEFORE_THE_END, REGISTRATIONS - 1);
      } finally {
        channel.shutdownNow();
      }
    }

    try (var next = CampusProcess.serveForWork(home)) {
      var channel = channel(next);
      try {
        var auth = AuthServiceGrpc.newBlockingStub(channel);
        for (var user : acknowledged) {
          var signedIn =
              auth.signIn(
                  SignInRequest.newBuilder()
                      .setLogin(user.getUsername())
                      .setPassword(PASSWORD)
                      .build());
          assertThat(signedIn.getUser()).isEqualTo(user);
        }
      } finally {
        channel.shutdownNow();
      }
      assertThat(count("users")).isBetween(acknowledged.size(), REGISTRATIONS);
      for (var part : new String[] {"profiles", "credentials", "sessions"}) {
        assertThat(count("users WHERE id NOT IN (SELECT user_id FROM " + part + ")")).isZero();
      }
    }
  }

  private void register(
      ManagedChannel channel, String username, CountDownLatch enough, CountDownLatch all) {
    var request =
        RegisterRequest.newBuilder()
            .setUser(
                User.newBuilder()
                    .setUsername(username)
                    .setEmail(username + "@example.org")
                    .setProfile(Profile.newBuilder().setFullName(username).setBio("Registered")))
            .setPassword(PASSWORD)
            .build();
    Futures.addCallback(
        AuthServiceGrpc.newFutureStub(channel).register(request),
        new FutureCallback<>() {
          @Override
          public void onSuccess(RegisterResponse answer) {
            acknowledged.add(answer.getUser());
            enough.countDown();
            all.countDown();
          }

          @Override
          public void onFailure(Throwable error) {
            all.countDown();
          }
        },
        MoreExecutors.directExecutor());
  }

  private static int count(String from) throws Exception {
    var postgres = home.resolve("postgres");
    var url =
        "jdbc:postgresql://127.0.0.1:"
            + Files.readString(postgres.resolve("port")).strip()
            + "/campus";
    var password = Files.readString(postgres.resolve("password")).strip();
    try (var connection = DriverManager.getConnection(url, "campus", password);
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT count(*) FROM " + from)) {
      rows.next();
      return rows.getInt(1);
    }
  }

  private static ManagedChannel channel(CampusProcess server) throws Exception {
    return ManagedChannelBuilder.forAddress("localhost", server.grpcPort()).usePlaintext().build();
  }
}
