package campus.server.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.v1.Profile;
import campus.identity.v1.RegisterRequest;
import campus.identity.v1.User;
import campus.server.cli.CommandResult;
import campus.server.runtime.CampusServer;
import campus.server.settings.Settings;
import campus.server.testing.TestMail;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The server that {@code campus serve} runs, in this process, and a connection to it.
 *
 * <p>Many tests share one: each makes the users that it needs, and speaks of no others.
 */
final class RunningCampus implements AutoCloseable {

  static final String PASSWORD = "correct horse battery";

  /** Of each thread that runs classes of tests. */
  private static final ThreadLocal<Map<Engine, RunningCampus>> SHARED =
      ThreadLocal.withInitial(() -> new EnumMap<>(Engine.class));

  private final Map<String, String> settings;
  private final CampusServer server;
  private final ManagedChannel channel;
  private final AtomicInteger users = new AtomicInteger();
  private @Nullable Client admin;

  private RunningCampus(Map<String, String> settings) {
    this.settings = settings;
    server = new CampusServer(Settings.read(settings, Map.of()));
    try {
      server.start();
    } catch (RuntimeException e) {
      server.close();
      throw e;
    }
    channel =
        NettyChannelBuilder.forAddress("localhost", server.grpcPort())
            .usePlaintext()
            .disableRetry() // so that each answer is seen, those too that a client tries again
            // after
            .build();
  }

  /**
   * One that a single class of tests uses at a time; aborts the test where the engine is not
   * available.
   */
  static RunningCampus shared(Engine engine) {
    return SHARED
        .get()
        .computeIfAbsent(engine, e -> on(TestDatabase.create(e).jdbcUrl(), Map.of()));
  }

  /** One of a test's own, with some settings more. */
  static RunningCampus on(String jdbcUrl, Map<String, String> more) {
    var settings =
        new HashMap<>(
            Map.of(
                "CAMPUS_DATABASE_URL", jdbcUrl,
                "CAMPUS_DATABASE_USER", "postgres",
                "CAMPUS_GRPC_PORT", "0",
                "CAMPUS_WEB_PORT", "0",
                "CAMPUS_HTTP_PORT", "0"));
    settings.putAll(TestMail.SHARED.settings());
    settings.putAll(more);
    return new RunningCampus(settings);
  }

  /** A client that is not signed in. */
  Client anonymous() {
    return new Client(channel, "", User.getDefaultInstance());
  }

  /** A new user, signed in. */
  Client newUser() {
    return register(newUsername());
  }

  /** An unused username. */
  String newUsername() {
    return "user-" + users.incrementAndGet();
  }

  /** A new user of that name, signed in; their address is {@code username@example.org}. */
  Client register(String username) {
    var registered =
        anonymous()
            .auth()
            .register(
                RegisterRequest.newBuilder()
                    .setUser(
                        User.newBuilder()
                            .setUsername(username)
                            .setEmail(username + "@example.org")
                            .setProfile(Profile.newBuilder().setFullName(username)))
                    .setPassword(PASSWORD)
                    .build());
    return new Client(channel, registered.getSession().getAccessToken(), registered.getUser());
  }

  /** A user with the role ADMIN, always the same. */
  synchronized Client admin() {
    var known = admin;
    if (known == null) {
      known = register("the-admin");
      grant("the-admin", "ADMIN");
      admin = known;
    }
    return known;
  }

  /** A new user with a role, signed in. */
  Client newUserWith(String role) {
    var username = newUsername();
    var user = register(username);
    grant(username, role);
    return user;
  }

  /** As the operator does it. */
  void grant(String username, String role) {
    operate("user", "grant", username, role);
  }

  /** As the operator does it. */
  void revoke(String username, String role) {
    operate("user", "revoke", username, role);
  }

  /** Runs a command as the operator does it; it has to succeed. */
  void operate(String... command) {
    assertThat(command(command)).isZero();
  }

  /** Runs a command as the operator does it, and tells what it ends with. */
  int command(String... command) {
    return CommandResult.of(settings, command).exitCode();
  }

  /** Runs a command as the operator does it, and returns the first line that it prints. */
  String firstLineOf(String... command) {
    return CommandResult.of(settings, command).out().lines().findFirst().orElseThrow();
  }

  int grpcPort() {
    return server.grpcPort();
  }

  int webPort() {
    return server.webPort();
  }

  int httpPort() {
    return server.httpPort();
  }

  /** The first column of what a statement answers, straight from the database. */
  List<String> query(String sql, Object... parameters) {
    try (var connection =
            DriverManager.getConnection(settings.get("CAMPUS_DATABASE_URL"), "postgres", "");
        var statement = connection.prepareStatement(sql)) {
      for (int i = 0; i < parameters.length; i++) {
        statement.setObject(i + 1, parameters[i]);
      }
      var result = new ArrayList<String>();
      if (statement.execute()) {
        try (var rows = statement.getResultSet()) {
          while (rows.next()) {
            result.add(String.valueOf(rows.getString(1)));
          }
        }
      }
      return result;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  String jdbcUrl() {
    return String.valueOf(settings.get("CAMPUS_DATABASE_URL"));
  }

  @Override
  public void close() {
    channel.shutdownNow();
    server.close();
  }
}
