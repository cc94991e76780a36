package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.AuthServiceGrpc;
import campus.identity.v1.GetProfileRequest;
import campus.identity.v1.Profile;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.RegisterResponse;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.UpdateProfileRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import com.google.common.util.concurrent.FutureCallback;
import com.google.common.util.concurrent.Futures;
import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.Metadata;
import io.grpc.stub.MetadataUtils;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What was acknowledged outlives the server that acknowledged it, and nothing is there by half. */
class CrashIT {

  private static final int REGISTRATIONS = 200;
  private static final int REGISTRATIONS_AT_ONCE = 20;
  private static final int WRITES = 400;
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
        // No more at once than passwords may wait to be hashed: the others would be refused.
        var next = new AtomicInteger();
        for (int i = 0; i < REGISTRATIONS_AT_ONCE; i++) {
          registerNext(channel, next, enough, all);
        }
        assertThat(enough.await(90, TimeUnit.SECONDS)).isTrue();

        server.kill();

        // Answers that were on their way count as well.
        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(acknowledged).hasSizeBetween(ACKNOWLEDGED_BEFORE_THE_END, REGISTRATIONS - 1);
      } finally {
        channel.shutdownNow();
      }
    }

    try (var later = CampusProcess.serveForWork(home)) {
      var channel = channel(later);
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

  @Test
  void repeatedAfterACrashEachWriteHasOneEffect() throws Exception {
    var answers = new ConcurrentHashMap<String, Profile>();
    var requests = new ArrayList<UpdateProfileRequest>();
    for (int i = 0; i < WRITES; i++) {
      requests.add(
          UpdateProfileRequest.newBuilder()
              .setProfile(Profile.newBuilder().setName("users/me/profile").setBio("Edit " + i))
              .setRequestId(UUID.randomUUID().toString())
              .build());
    }
    RegisterResponse ada;
    try (var server = CampusProcess.serveForWork(home)) {
      var channel = channel(server);
      try {
        ada = AuthServiceGrpc.newBlockingStub(channel).register(registration("editor"));
        var enough = new CountDownLatch(ACKNOWLEDGED_BEFORE_THE_END);
        var all = new CountDownLatch(WRITES);
        for (var request : requests) {
          Futures.addCallback(
              UserServiceGrpc.newFutureStub(as(ada, channel)).updateProfile(request),
              new FutureCallback<>() {
                @Override
                public void onSuccess(Profile answer) {
                  answers.put(request.getRequestId(), answer);
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
        assertThat(enough.await(90, TimeUnit.SECONDS)).isTrue();

        server.kill();

        assertThat(all.await(10, TimeUnit.SECONDS)).isTrue();
        assertThat(answers).hasSizeBetween(ACKNOWLEDGED_BEFORE_THE_END, WRITES - 1);
      } finally {
        channel.shutdownNow();
      }
    }

    try (var later = CampusProcess.serveForWork(home)) {
      var channel = channel(later);
      try {
        var users = UserServiceGrpc.newBlockingStub(as(ada, channel));
        for (var request : requests) {
          var answer = users.updateProfile(request);
          var before = answers.get(request.getRequestId());
          assertThat(before == null || before.equals(answer)).as("the first answer").isTrue();
        }
        // Etags count changes: one more than there were writes, since the first is of the new one.
        var profile =
            users.getProfile(GetProfileRequest.newBuilder().setName("users/me/profile").build());
        assertThat(profile.getEtag()).isEqualTo(Integer.toHexString(1 + WRITES));
      } finally {
        channel.shutdownNow();
      }
    }
  }

  private static Channel as(RegisterResponse user, ManagedChannel channel) {
    var headers = new Metadata();
    headers.put(
        Metadata.Key.of("authorization", Metadata.ASCII_STRING_MARSHALLER),
        "Bearer " + user.getSession().getAccessToken());
    return ClientInterceptors.intercept(
        channel, MetadataUtils.newAttachHeadersInterceptor(headers));
  }

  private static RegisterRequest registration(String username) {
    return RegisterRequest.newBuilder()
        .setUser(
            User.newBuilder()
                .setUsername(username)
                .setEmail(username + "@example.org")
                .setProfile(Profile.newBuilder().setFullName(username).setBio("Registered")))
        .setPassword(PASSWORD)
        .build();
  }

  private void registerNext(
      ManagedChannel channel, AtomicInteger next, CountDownLatch enough, CountDownLatch all) {
    int number = next.getAndIncrement();
    if (number >= REGISTRATIONS) {
      return;
    }
    var request = registration("user-" + number);
    Futures.addCallback(
        AuthServiceGrpc.newFutureStub(channel).register(request),
        new FutureCallback<>() {
          @Override
          public void onSuccess(RegisterResponse answer) {
            acknowledged.add(answer.getUser());
            enough.countDown();
            all.countDown();
            registerNext(channel, next, enough, all);
          }

          @Override
          public void onFailure(Throwable error) {
            all.countDown();
            registerNext(channel, next, enough, all);
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
