package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.GetUserRequest;
import campus.identity.v1.SignInRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.publishing.v1.ListPostsRequest;
import campus.publishing.v1.PostServiceGrpc;
import campus.publishing.v1.PostServiceGrpc.PostServiceBlockingStub;
import campus.server.testing.Condition;
import campus.server.testing.RestartablePostgres;
import campus.shared.application.testing.CapturedLog;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import com.google.rpc.RetryInfo;
import io.grpc.Status.Code;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What callers and operators see while the database is away, or has no connection to spare. */
class OutageIT {

  private static final GetUserRequest ME = GetUserRequest.newBuilder().setName("users/me").build();

  /** The services' health, and that of the whole. */
  private static final List<String> WATCHED =
      List.of("", "campus.identity.v1.AuthService", "campus.identity.v1.UserService");

  private static final String MONITOR = "campus.server.runtime.HealthMonitor";

  @TempDir private Path directory = Path.of("");

  @Test
  void aDatabaseThatIsAwayIsToldAndComesBack() throws Exception {
    try (var log = CapturedLog.of(MONITOR);
        var postgres = RestartablePostgres.in(directory);
        var campus = RunningCampus.on(postgres.jdbcUrl(), Map.of())) {
      var ada = campus.newUser();
      var before = ada.users().getUser(ME);
      assertHealth(campus, ServingStatus.SERVING, 200);

      postgres.stop();
      // The first finds its connection broken, the second none at all.
      for (int i = 0; i < 2; i++) {
        var failure =
            FailedCall.of(() -> ada.users().getUser(ME))
                .is(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
        assertRetry(failure);
      }
      assertHealth(campus, ServingStatus.NOT_SERVING, 503);
      assertThat(log.lines()).containsExactly("WARN The database is unavailable");

      postgres.restart();
      assertHealth(campus, ServingStatus.SERVING, 200);
      Condition.await(
          Duration.ofSeconds(10),
          () -> {
            try {
              return ada.users().getUser(ME).equals(before);
            } catch (StatusRuntimeException e) {
              // A connection that the pool does not know yet to be broken.
              FailedCall.of(e).is(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE");
              return false;
            }
          });
    }
  }

  @Test
  void aDatabaseThatTakesNoWritesIsToldAndStillRead() throws Exception {
    try (var log = CapturedLog.of(MONITOR);
        var postgres = RestartablePostgres.in(directory);
        var campus = RunningCampus.on(postgres.jdbcUrl(), Map.of())) {
      var ada = campus.newUser();
      var before = ada.users().getUser(ME);
      var posts = ListPostsRequest.newBuilder().setPageSize(1).build();
      var list = posts(ada).listPosts(posts);

      readOnly(campus, "on");
      assertHealth(campus, ServingStatus.NOT_SERVING, 503);
      assertThat(log.lines()).containsExactly("WARN The database takes no writes");
      var update =
          UpdateUserRequest.newBuilder()
              .setUser(User.newBuilder().setName("users/me").setEmail("r@example.org"))
              .build();
      var signIn =
          SignInRequest.newBuilder()
              .setLogin(before.getUsername())
              .setPassword(RunningCampus.PASSWORD)
              .build();
      assertRetry(
          FailedCall.of(() -> ada.users().updateUser(update))
              .is(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE"));
      assertRetry(
          FailedCall.of(() -> ada.auth().signIn(signIn))
              .is(Code.UNAVAILABLE, "DATABASE_UNAVAILABLE"));
      assertThat(ada.users().getUser(ME)).isEqualTo(before);
      assertThat(posts(ada).listPosts(posts)).isEqualTo(list);

      readOnly(campus, "off");
      assertHealth(campus, ServingStatus.SERVING, 200);
      assertThat(ada.users().updateUser(update).getEmail()).isEqualTo("r@example.org");
    }
  }

  private static PostServiceBlockingStub posts(Client client) {
    return PostServiceGrpc.newBlockingStub(client.channel());
  }

  private static void readOnly(RunningCampus campus, String value) {
    campus.query("ALTER SYSTEM SET default_transaction_read_only = " + value);
    campus.query("SELECT pg_reload_conf()");
  }

  private static void assertHealth(RunningCampus campus, ServingStatus expected, int httpStatus) {
    var health = HealthGrpc.newBlockingStub(campus.anonymous().channel());
    for (var service : WATCHED) {
      var request = HealthCheckRequest.newBuilder().setService(service).build();
      Condition.await(Duration.ofSeconds(10), () -> health.check(request).getStatus() == expected);
    }
    Condition.await(Duration.ofSeconds(10), () -> httpHealth(campus) == httpStatus);
  }

  private static int httpHealth(RunningCampus campus) {
    var uri = URI.create("http://localhost:" + campus.httpPort() + "/health");
    try (var client = HttpClient.newHttpClient()) {
      return client
          .send(HttpRequest.newBuilder(uri).build(), BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aPoolWithoutAConnectionToSpareIsOverload() throws Exception {
    try (var database = TestDatabase.create(Engine.POSTGRES_18);
        var campus =
            RunningCampus.on(
                database.jdbcUrl(),
                Map.of("CAMPUS_POOL_SIZE", "1", "CAMPUS_POOL_CONNECTION_TIMEOUT", "250ms"))) {
      var ada = campus.newUser();
      try (var lock = DriverManager.getConnection(campus.jdbcUrl(), "postgres", "");
          var statement = lock.createStatement()) {
        lock.setAutoCommit(false);
        statement.execute("SELECT FROM users FOR UPDATE");
        var waiting =
            UserServiceGrpc.newFutureStub(ada.channel())
                .updateUser(
                    UpdateUserRequest.newBuilder()
                        .setUser(User.newBuilder().setName("users/me").setEmail("w@example.org"))
                        .build());
        Condition.await(
            Duration.ofSeconds(5),
            () ->
                !campus
                    .query(
                        """
                        SELECT pid FROM pg_stat_activity WHERE datname = current_database()
                          AND application_name = 'campus' AND wait_event_type = 'Lock'
                        """)
                    .isEmpty());

        var failure =
            FailedCall.of(() -> ada.users().getUser(ME)).is(Code.RESOURCE_EXHAUSTED, "OVERLOADED");

        assertRetry(failure);
        lock.rollback();
        assertThat(waiting.get().getEmail()).isEqualTo("w@example.org");
        assertThat(ada.users().getUser(ME)).isEqualTo(waiting.get());
      }
    }
  }

  private static void assertRetry(FailedCall failure) {
    var delay = Objects.requireNonNull(failure.detail(RetryInfo.class)).getRetryDelay();
    assertThat(delay.getSeconds()).isEqualTo(1);
    assertThat(failure.trailer("grpc-retry-pushback-ms")).isEqualTo("1000");
  }
}
