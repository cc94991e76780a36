package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.GetUserRequest;
import campus.identity.v1.UpdateUserRequest;
import campus.identity.v1.User;
import campus.identity.v1.UserServiceGrpc;
import campus.server.testing.Condition;
import campus.shared.persistence.testing.Engine;
import io.grpc.Status.Code;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Calls that nobody waits for any more leave nothing running. Without that, their statements would
 * wait for the lock as long as {@code lock_timeout} lets them: 5 s.
 */
class InterruptionIT {

  private static final Duration SOON = Duration.ofSeconds(2);

  private static final UpdateUserRequest UPDATE =
      UpdateUserRequest.newBuilder()
          .setUser(User.newBuilder().setName("users/me").setEmail("changed@example.org"))
          .build();

  /** Keeps the row of a user locked until it is closed. */
  private static Connection lock(RunningCampus campus, Client user) throws SQLException {
    var connection = DriverManager.getConnection(campus.jdbcUrl(), "postgres", "");
    connection.setAutoCommit(false);
    try (var lock = connection.prepareStatement("SELECT FROM users WHERE id = ? FOR UPDATE")) {
      lock.setObject(1, user.id());
      lock.execute();
    }
    return connection;
  }

  private static boolean waits(RunningCampus campus) {
    return !campus
        .query(
            """
            SELECT pid FROM pg_stat_activity
            WHERE datname = current_database() AND application_name = 'campus'
              AND state = 'active' AND wait_event_type = 'Lock'
            """)
        .isEmpty();
  }

  private static void isAsBefore(Client user) {
    var email =
        user.users().getUser(GetUserRequest.newBuilder().setName("users/me").build()).getEmail();
    assertThat(email).isEqualTo(user.user().getEmail());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void cancelledCallsLeaveNoStatement(Engine engine) throws Exception {
    var campus = RunningCampus.shared(engine);
    var user = campus.newUser();
    try (var lock = lock(campus, user)) {
      var call = UserServiceGrpc.newFutureStub(user.channel()).updateUser(UPDATE);
      Condition.await(SOON, () -> waits(campus));

      assertThat(call.cancel(true)).isTrue();

      Condition.await(SOON, () -> !waits(campus));
      lock.rollback();
    }
    isAsBefore(user);
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void passedDeadlinesLeaveNoStatement(Engine engine) throws Exception {
    var campus = RunningCampus.shared(engine);
    var user = campus.newUser();
    try (var lock = lock(campus, user)) {
      var stub =
          UserServiceGrpc.newBlockingStub(user.channel())
              .withDeadlineAfter(500, TimeUnit.MILLISECONDS);

      assertThat(FailedCall.of(() -> stub.updateUser(UPDATE)).code())
          .isEqualTo(Code.DEADLINE_EXCEEDED);

      Condition.await(SOON, () -> !waits(campus));
      lock.rollback();
    }
    isAsBefore(user);
  }

  @Test
  void locksThatOthersKeepTooLongAreAConflict() throws Exception {
    var campus = RunningCampus.shared(Engine.POSTGRES_18);
    var user = campus.newUser();
    try (var lock = lock(campus, user)) {
      FailedCall.of(() -> user.users().updateUser(UPDATE)).is(Code.ABORTED, "CONFLICT");
      lock.rollback();
    }
    isAsBefore(user);
  }
}
