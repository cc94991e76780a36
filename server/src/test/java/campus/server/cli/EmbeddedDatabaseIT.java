package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.server.testing.Condition;
import io.grpc.ManagedChannel;
import io.grpc.ManagedChannelBuilder;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** One home goes through everything that can happen to it; no test may leave anything running. */
@Order(2) // takes long
class EmbeddedDatabaseIT {

  private static final Duration SOON = Duration.ofSeconds(20);

  @TempDir private static Path home = Path.of("");

  @BeforeAll
  static void aFirstStartMakesEverything() throws Exception {
    var created = command("db", "migrate");

    assertThat(created.exitCode()).isZero();
    assertThat(created.out()).startsWith("Applied ");
  }

  @AfterEach
  void nothingIsLeftRunning() {
    assertThat(postmaster()).isNull();
  }

  @Test
  void onlyThisUserCanReadTheData() throws Exception {
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(postgres())))
        .isEqualTo("rwx------");
    assertThat(
            PosixFilePermissions.toString(
                Files.getPosixFilePermissions(postgres().resolve("password"))))
        .isEqualTo("rw-------");
  }

  @Test
  void nothingThatWasCommittedCanBeLost() throws Exception {
    try (var _ = CampusProcess.serve(home)) {
      for (var setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertThat(query("SHOW " + setting)).containsExactly("on");
      }
      assertThat(query("SHOW listen_addresses")).containsExactly("127.0.0.1");
      assertThat(query("SELECT rolsuper::text FROM pg_roles WHERE rolname = current_user"))
          .containsExactly("false");
    }
  }

  @Test
  void theLogOfTheDatabaseQuotesNoValues() throws Exception {
    try (var _ = CampusProcess.serve(home)) {
      query(
          """
          INSERT INTO users VALUES ('01890a5d-ac96-774b-bcce-b302099a8058', 'eve', 'eve',
            'eve@example.org', 'eve@example.org', '{MEMBER}', now(), now(), 1)
          """);

      var password = Files.readString(postgres().resolve("password")).strip();
      try (var connection = DriverManager.getConnection(url(), "campus", password);
          var insert =
              connection.prepareStatement(
                  "INSERT INTO users SELECT gen_random_uuid(), 'eva', 'eva', ?, ?, '{MEMBER}',"
                      + " now(), now(), 1")) {
        insert.setString(1, "eve@example.org");
        insert.setString(2, "eve@example.org");
        assertThatThrownBy(insert::execute).hasMessageContaining("duplicate key");
      }

      assertThat(Files.readString(postgres().resolve("postgres.log")))
          .contains("duplicate key value violates unique constraint")
          .doesNotContain("eve@example.org");
    }
  }

  @Test
  void anAddressForOtherMachinesIsToldAtStart() throws Exception {
    try (var local = CampusProcess.serve(home)) {
      assertThat(local.err()).isEmpty();
    }
    var open =
        Map.of(
            "CAMPUS_PLAINTEXT",
            "allow",
            "CAMPUS_GRPC_HOST",
            "0.0.0.0",
            "CAMPUS_HTTP_HOST",
            "0.0.0.0");
    try (var server = CampusProcess.serve(home, open)) {
      assertThat(server.err())
          .contains(
              "Other machines reach gRPC on 0.0.0.0 (CAMPUS_GRPC_HOST), health and metrics on"
                  + " 0.0.0.0 (CAMPUS_HTTP_HOST) without TLS")
          .containsOnlyOnce("\n");
    }
  }

  @Test
  void aTerminatedServerEndsCleanlyAlthoughACallHangs() throws Exception {
    var server = CampusProcess.serve(home);
    var channel = channel(server);
    try {
      assertThat(serving(channel)).isEqualTo(ServingStatus.SERVING);
      assertThat(server.health()).isEqualTo(200);
      var watch =
          HealthGrpc.newBlockingStub(channel).watch(HealthCheckRequest.getDefaultInstance());
      assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.SERVING);

      server.terminate();

      assertThat(watch.next().getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
      assertThat(server.exitCode()).isEqualTo(143);
      assertThat(server.err()).doesNotContain("ERROR", "Exception");
      assertThat(lastLogLine()).endsWith("database system is shut down");
    } finally {
      channel.shutdownNow();
      server.close();
    }
  }

  @Test
  void aSecondServerOnTheHomeIsTurnedAway() throws Exception {
    try (var first = CampusProcess.serve(home);
        var second = CampusProcess.begin(home, Map.of(), "serve")) {
      assertThat(second.exitCode()).isEqualTo(1);
      assertThat(second.err())
          .startsWith("campus: Another Campus server (process " + first.pid() + ") runs on ")
          .containsOnlyOnce("\n");
      assertThat(first.health()).isEqualTo(200);
    }
  }

  @Test
  void commandsWorkBesideARunningServer() throws Exception {
    try (var server = CampusProcess.serve(home)) {
      assertThat(command("db", "info").out()).contains("001      applied");
      assertThat(command("db", "validate").exitCode()).isZero();
      query(
          """
          INSERT INTO users VALUES ('01890a5d-ac96-774b-bcce-b302099a8057', 'Ada', 'ada',
            'ada@example.org', 'ada@example.org', '{MEMBER}', now(), now(), 1)
          """);
      assertThat(command("user", "grant", "ada", "admin").out())
          .isEqualTo("ada now has the role ADMIN.\n");
      assertThat(query("SELECT 'ADMIN' = ANY (roles) FROM users")).containsExactly("t");
      assertThat(command("user", "revoke", "ADA", "ADMIN").exitCode()).isZero();
      assertThat(query("SELECT roles::text FROM users")).containsExactly("{MEMBER}");
      assertThat(command("user", "grant", "bob", "ADMIN").err()).containsOnlyOnce("\n");
      assertThat(command("user", "grant", "bob", "ADMIN").exitCode()).isEqualTo(1);
      assertThat(server.health()).isEqualTo(200);
    }
  }

  @Test
  void afterAKilledServerTheNextOneGoesOn() throws Exception {
    try (var server = CampusProcess.serve(home)) {
      query("CREATE TABLE IF NOT EXISTS marks (id int)", "INSERT INTO marks VALUES (1)");
      server.kill();
    }
    assertThat(postmaster()).isNotNull();

    try (var next = CampusProcess.serve(home)) {
      assertThat(next.health()).isEqualTo(200);
      assertThat(query("SELECT id::text FROM marks")).containsExactly("1");
      query("DROP TABLE marks");
    }
  }

  @Test
  void afterServerAndDatabaseWereKilledTheNextOneRecovers() throws Exception {
    try (var server = CampusProcess.serve(home)) {
      query("CREATE TABLE IF NOT EXISTS marks (id int)", "INSERT INTO marks VALUES (2)");
      server.kill();
      killPostmaster();
    }

    try (var _ = CampusProcess.serve(home)) {
      assertThat(query("SELECT id::text FROM marks")).containsExactly("2");
      query("DROP TABLE marks");
    }
  }

  @Test
  void startsAfterARebootAlthoughAnotherProcessHasTheOldId() throws Exception {
    var stranger = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          data().resolve("postmaster.pid"),
          "%d\n%s\n1\n5432\n\n127.0.0.1\n 1 1\nready   \n".formatted(stranger.pid(), data()));

      assertThat(command("db", "info").exitCode()).isZero();
      assertThat(stranger.isAlive()).isTrue();
    } finally {
      stranger.destroy();
    }
  }

  @Test
  void aDatabaseThatDiesIsToldAndRevived() throws Exception {
    try (var server = CampusProcess.serve(home)) {
      var channel = channel(server);
      try {
        killPostmaster();

        Condition.await(SOON, () -> server.health() == 503);
        Condition.await(SOON, () -> serving(channel) == ServingStatus.NOT_SERVING);
        Condition.await(SOON, () -> server.health() == 200);
        Condition.await(SOON, () -> serving(channel) == ServingStatus.SERVING);
        assertThat(server.err()).contains("The database is unavailable", "The database is back");
      } finally {
        channel.shutdownNow();
      }
    }
  }

  @Test
  @EnabledIfSystemProperty(named = "user.name", matches = "root")
  @EnabledOnOs(OS.LINUX)
  void rootIsServedAlsoWhereTheSystemAllowsNoNamespaces(@TempDir Path home, @TempDir Path programs)
      throws Exception {
    var unshare = Files.writeString(programs.resolve("unshare"), "#!/bin/sh\nexit 1\n");
    Files.setPosixFilePermissions(unshare, PosixFilePermissions.fromString("rwxr-xr-x"));
    var without = Map.of("PATH", programs + ":" + System.getenv("PATH"));

    try (var migrate = CampusProcess.begin(home, without, "db", "migrate")) {
      assertThat(migrate.exitCode()).as(migrate.err()).isZero();
    }
    assertThat(Files.getOwner(home.resolve("postgres")).getName()).isEqualTo("nobody");

    try (var info = CampusProcess.begin(home, Map.of(), "db", "info")) {
      assertThat(info.exitCode()).as(info.err()).isZero();
    }
  }

  @Test
  void aWrongPasswordIsToldInOneSentence() throws Exception {
    try (var _ = CampusProcess.serve(home)) {
      var result =
          CommandResult.of(
              Map.of(
                  "CAMPUS_DATABASE_URL", url(),
                  "CAMPUS_DATABASE_USER", "campus",
                  "CAMPUS_DATABASE_PASSWORD", "guess"),
              "db",
              "info");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .contains("refuses the user or the password")
          .containsOnlyOnce("\n")
          .doesNotContain("guess");
    }
  }

  private static CommandResult command(String... arguments) {
    return CommandResult.of(Map.of("CAMPUS_HOME", home.toString()), arguments);
  }

  private static Path postgres() {
    return home.resolve("postgres");
  }

  private static Path data() {
    return postgres().resolve("data-18");
  }

  private static String url() throws Exception {
    var port = Files.readString(postgres().resolve("port")).strip();
    return "jdbc:postgresql://127.0.0.1:" + port + "/campus";
  }

  private static List<String> query(String... statements) throws Exception {
    var password = Files.readString(postgres().resolve("password")).strip();
    var result = new ArrayList<String>();
    try (var connection = DriverManager.getConnection(url(), "campus", password);
        var statement = connection.createStatement()) {
      for (var sql : statements) {
        if (statement.execute(sql)) {
          collect(statement.getResultSet(), result);
        }
      }
    }
    return result;
  }

  private static void collect(java.sql.ResultSet rows, List<String> result) throws SQLException {
    try (rows) {
      while (rows.next()) {
        result.add(rows.getString(1));
      }
    }
  }

  private static @org.jspecify.annotations.Nullable ProcessHandle postmaster() {
    try {
      var file = data().resolve("postmaster.pid");
      return Files.exists(file)
          ? ProcessHandle.of(Long.parseLong(Files.readAllLines(file).getFirst())).orElse(null)
          : null;
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static void killPostmaster() throws Exception {
    var postmaster = postmaster();
    assertThat(postmaster).isNotNull();
    if (postmaster != null) {
      postmaster.destroyForcibly();
      postmaster.onExit().get(10, TimeUnit.SECONDS);
    }
  }

  private static String lastLogLine() throws Exception {
    return Files.readAllLines(postgres().resolve("postgres.log")).getLast();
  }

  private static ManagedChannel channel(CampusProcess server) throws Exception {
    return ManagedChannelBuilder.forAddress("localhost", server.grpcPort()).usePlaintext().build();
  }

  private static ServingStatus serving(ManagedChannel channel) {
    return HealthGrpc.newBlockingStub(channel)
        .withDeadlineAfter(5, TimeUnit.SECONDS)
        .check(HealthCheckRequest.getDefaultInstance())
        .getStatus();
  }
}
