package campus.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class ExternalDatabaseIT {

  @TempDir private Path home = Path.of("");

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theSchemaGoesForwardAndBack(Engine engine) {
    try (var database = TestDatabase.createEmpty(engine)) {
      assertThat(on(database, "db", "info").out()).contains("001", "pending");
      assertThat(on(database, "db", "migrate").out()).startsWith("Applied ");
      assertThat(on(database, "db", "migrate").out()).isEqualTo("Nothing to apply.\n");
      assertThat(on(database, "db", "validate").exitCode()).isZero();
      assertThat(on(database, "db", "undo", "--to", "1").out()).startsWith("Took back ");
      assertThat(on(database, "db", "info").out()).contains("001      applied", "002      pending");
      assertThat(on(database, "db", "undo", "--to", "9").err())
          .isEqualTo("campus: Version 9 is not among the applied ones.\n");
      assertThat(home).isEmptyDirectory();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"db check", "user grant ada ADMIN", "user revoke ada ADMIN"})
  void onlyCommandsForTheSchemaChangeIt(String line) {
    try (var database = TestDatabase.createEmpty(Engine.POSTGRES_18)) {
      var result = on(database, line.split(" "));

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("campus: The database's schema is older than this release: 001, ")
          .endsWith(" run campus db migrate.\n")
          .containsOnlyOnce("\n");
      assertThat(on(database, "db", "info").out()).doesNotContain("001      applied");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void aDatabaseThatIsNotInUtf8IsRefused(Engine engine) throws SQLException {
    try (var database = TestDatabase.createEmpty(engine)) {
      execute(
          database,
          """
          CREATE DATABASE latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'
            LOCALE_PROVIDER libc
          """);
      try {
        for (var command : List.of("serve", "db migrate", "db check")) {
          var result = on(database.jdbcUrl().replaceFirst("/[^/]*$", "/latin"), command.split(" "));

          assertThat(result.exitCode()).isEqualTo(1);
          assertThat(result.err())
              .startsWith("campus: Campus needs a database with the encoding UTF8")
              .contains("LATIN1", "CAMPUS_DATABASE_URL")
              .containsOnlyOnce("\n");
        }
      } finally {
        execute(database, "DROP DATABASE latin WITH (FORCE)");
      }
    }
  }

  @ParameterizedTest
  @CsvSource({
    "REVOKE CREATE ON SCHEMA public FROM public, 'GRANT USAGE, CREATE ON SCHEMA public TO guest'",
    "REVOKE ALL ON SCHEMA public FROM public, 'GRANT USAGE, CREATE ON SCHEMA … TO guest'"
  })
  void aUserWhoMayNotCreateIsToldWhatToGrant(String revoke, String grant) throws SQLException {
    try (var database = TestDatabase.createEmpty(Engine.POSTGRES_18)) {
      execute(database, "CREATE ROLE guest LOGIN; " + revoke);
      try {
        for (var command : List.of("serve", "db migrate")) {
          var result = on(database.jdbcUrl() + "?user=guest", "guest", command.split(" "));

          assertThat(result.exitCode()).isEqualTo(1);
          assertThat(result.err())
              .startsWith("campus: The user guest ")
              .contains(grant)
              .containsOnlyOnce("\n");
        }
      } finally {
        execute(database, "DROP ROLE guest");
      }
    }
  }

  @Test
  void aChangedMigrationIsToldWithoutAdvertising() throws SQLException {
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      execute(database, "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '001'");

      for (var command : List.of("serve", "db migrate", "db validate")) {
        var result = on(database, command.split(" "));

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.out() + result.err()).contains("001").doesNotContain("://", "edgate");
      }
    }
  }

  @Test
  void everyoneStaysAMember() throws SQLException {
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      execute(
          database,
          """
          INSERT INTO users VALUES ('01890a5d-ac96-774b-bcce-b302099a8057', 'Ada', 'ada',
            'ada@example.org', 'ada@example.org', '{MEMBER}', now(), now(), 1)
          """);

      var refused = on(database, "user", "revoke", "ada", "MEMBER");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.out()).isEmpty();
      assertThat(refused.err()).contains("every user is a MEMBER").containsOnlyOnce("\n");
      assertThat(on(database, "user", "revoke", "ada", "HR").out())
          .isEqualTo("ada does not have the role HR.\n");
      assertThat(on(database, "user", "grant", "ada", "MEMBER").out())
          .isEqualTo("ada already has the role MEMBER.\n");
    }
  }

  @Test
  void undoDropsNoDataUnasked() throws SQLException {
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      execute(database, "INSERT INTO secrets VALUES ('key', '\\x00')");

      var refused = on(database, "db", "undo", "--to", "0");

      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.err())
          .isEqualTo("campus: Undoing this drops data in secrets. To do so, say --yes.\n");
      assertThat(on(database, "db", "info").out()).doesNotContain("pending");
      assertThat(on(database, "db", "undo", "--to", "0", "--yes").exitCode()).isZero();
    }
  }

  @Test
  void countsAreCheckedAndSetRight() throws SQLException {
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      assertThat(on(database, "db", "check").out()).isEqualTo("All counts are right.\n");
      execute(
          database,
          """
          INSERT INTO courses VALUES
            ('01890a5d-ac96-774b-bcce-b302099a8057', 'Math', 9, 3, now(), now(), 1);
          INSERT INTO employees VALUES
            ('01890a5d-ac96-774b-bcce-b302099a8058', 'Grace', '', NULL, 2, now(), now(), 1);
          INSERT INTO tags (id, label, label_key, post_count, create_time, update_time) VALUES
            ('01890a5d-ac96-774b-bcce-b302099a8059', 'java', 'java', 5, now(), now());
          """);

      var wrong = on(database, "db", "check");

      assertThat(wrong.exitCode()).isEqualTo(1);
      assertThat(wrong.out())
          .contains(
              "courses/01890a5d-ac96-774b-bcce-b302099a8057: enrolled_count is 3, should be 0",
              "employees/01890a5d-ac96-774b-bcce-b302099a8058: subordinate_count is 2, should be 0",
              "tags/01890a5d-ac96-774b-bcce-b302099a8059: post_count is 5, should be 0")
          .endsWith("To set them right, say --repair.\n");
      assertThat(on(database, "db", "check", "--repair").exitCode()).isZero();
      assertThat(on(database, "db", "check").out()).isEqualTo("All counts are right.\n");
    }
  }

  @Test
  void aNewerSchemaIsRefused() throws SQLException {
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      execute(
          database,
          """
          INSERT INTO flyway_schema_history SELECT 1000, '999', 'later', type, 'V999__later.sql',
            checksum, installed_by, installed_on, execution_time, success
          FROM flyway_schema_history WHERE installed_rank = 1
          """);

      for (var command : new String[] {"serve", "db migrate", "db undo", "user grant ada ADMIN"}) {
        var result = on(database, command.split(" "));
        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.err())
            .startsWith("campus: The database's schema has version 999, but this release knows")
            .containsOnlyOnce("\n");
      }
      assertThat(on(database, "db", "info").out()).contains("999      newer");
      assertThat(on(database, "db", "validate").exitCode()).isEqualTo(1);
    }
  }

  @Test
  void anUnreachableDatabaseIsToldInOneSentence() throws IOException {
    int port;
    try (var socket = new ServerSocket(0)) {
      port = socket.getLocalPort();
    }

    var result = on("postgres://ada:secret@localhost:" + port + "/campus", "serve");

    assertThat(result.exitCode()).isEqualTo(1);
    assertThat(result.err())
        .startsWith(
            "campus: The database jdbc:postgresql://localhost:"
                + port
                + "/campus cannot be reached: ")
        .doesNotContain("secret")
        .containsOnlyOnce("\n");
    assertThat(home).isEmptyDirectory();
  }

  @Test
  void anUnknownDatabaseIsToldInOneSentence() {
    try (var database = TestDatabase.createEmpty(Engine.POSTGRES_18)) {
      var result = on(database.jdbcUrl() + "_not", "serve");

      assertThat(result.exitCode()).isEqualTo(1);
      assertThat(result.err())
          .startsWith("campus: There is no database jdbc:postgresql://")
          .containsOnlyOnce("\n");
    }
  }

  private CommandResult on(TestDatabase database, String... arguments) {
    return on(database.jdbcUrl(), arguments);
  }

  private CommandResult on(String url, String... arguments) {
    return on(url, "postgres", arguments);
  }

  private CommandResult on(String url, String user, String[] arguments) {
    var environment = new HashMap<String, String>();
    environment.putAll(
        Map.of(
            "CAMPUS_HOME",
            home.toString(),
            "CAMPUS_GRPC_PORT",
            "0",
            "CAMPUS_WEB_PORT",
            "0",
            "CAMPUS_HTTP_PORT",
            "0"));
    environment.put("CAMPUS_DATABASE_URL", url);
    if (url.startsWith("jdbc:")) {
      environment.put("CAMPUS_DATABASE_USER", user);
    }
    return CommandResult.of(environment, arguments);
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
