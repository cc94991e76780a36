package campus.shared.persistence.migration;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.value.Text;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestDatabase;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class MigrationsIT {

  @Test
  void everyMigrationHasItsWayBack() throws Exception {
    var forward = scripts("campus/migrations");

    assertThat(forward).isNotEmpty().allMatch(name -> name.startsWith("V"));
    assertThat(scripts("campus/undo"))
        .isEqualTo(forward.stream().map(name -> "U" + name.substring(1)).toList());
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void undoToZeroAndMigrateAgainLeaveTheSameSchema(Engine engine) throws Exception {
    try (var database = TestDatabase.createEmpty(engine)) {
      var migrations = new Migrations(database.dataSource());
      var empty = schema(database);
      assertThat(migrations.migrate()).isEqualTo(scripts("campus/migrations").size());
      var migrated = schema(database);

      var undone = migrations.undo("0", false);

      assertThat(undone).hasSize(scripts("campus/migrations").size());
      assertThat(withoutHistory(schema(database))).isEqualTo(empty);
      migrations.migrate();
      assertThat(schema(database)).isEqualTo(migrated);
      assertThat(migrations.validate()).isEmpty();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void eachSingleStepBackRestoresTheSchemaBefore(Engine engine) throws Exception {
    try (var database = TestDatabase.create(engine)) {
      var migrations = new Migrations(database.dataSource());
      var schemas = new ArrayList<List<String>>();
      for (var left = migrations.history().size(); left > 0; left--) {
        schemas.add(schema(database));
        assertThat(migrations.undo(null, false)).hasSize(1);
      }

      assertThat(migrations.undo(null, false)).isEmpty();
      for (var expected : schemas.reversed()) {
        var next = migrations.history().get(schemas.size() - 1 - schemas.indexOf(expected));
        migrateTo(database, next.version());
        assertThat(schema(database)).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void labelsFromBeforeGetTheKeysThatTheyHaveNow(Engine engine) throws Exception {
    try (var database = TestDatabase.createEmpty(engine)) {
      migrateTo(database, "021");
      var labels =
          List.of(
              "Java",
              "Größe",
              "Cafe\u0301",
              "two\u00a0 words",
              "❤\ufe0f",
              "🏴\uDB40\uDC67\uDB40\uDC7F",
              "ﬁn",
              "™",
              "𝚨",
              "ΟΔΟΣ",
              "J\u030c",
              "İstanbul",
              "Ｊａｖａ 25",
              "\u2007x\u00a0",
              "\u200b");
      for (var label : labels) {
        addLabel(database, label);
      }
      addLabel(database, "ja\u200bva");
      addLabel(database, "café\u00ad");

      new Migrations(database.dataSource()).migrate();

      for (var table : List.of("tags", "categories")) {
        var keys = query(database, "SELECT label_key FROM " + table + " ORDER BY create_time, id");
        var expected = new ArrayList<>(labels.stream().map(Text::key).toList());
        // Two that have become one.
        expected.add("ja\u200bva");
        expected.add("café\u00ad");
        assertThat(keys).isEqualTo(expected);
      }
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void accountsOfErasedUsersHaveAnOwnerOnTheWayBack(Engine engine) throws Exception {
    try (var database = TestDatabase.createEmpty(engine)) {
      migrateTo(database, "043");
      for (var state : List.of("CLOSED", "CLOSED", "OPEN")) {
        execute(
            database,
            "INSERT INTO accounts (id, currency_code, balance, state, entry_count, create_time,"
                + " update_time) VALUES (gen_random_uuid(), 'EUR', 0, '"
                + state
                + "', 2, now(), now())");
      }

      // The history of this database ends there, so this undoes exactly that.
      assertThat(new Migrations(database.dataSource()).undo(null, false)).containsExactly("043");

      assertThat(
              query(
                  database,
                  "SELECT u.username LIKE 'erased-%' AND p.user_id IS NOT NULL FROM accounts"
                      + " LEFT JOIN users u ON u.id = owner_id"
                      + " LEFT JOIN profiles p ON p.user_id = u.id WHERE state = 'CLOSED'"))
          .containsExactly("t", "t");
      assertThat(query(database, "SELECT owner_id IS NULL FROM accounts WHERE state = 'OPEN'"))
          .containsExactly("t");
      assertThat(query(database, "SELECT value::text FROM blog_counts WHERE name = 'users'"))
          .containsExactly("1");
    }
  }

  private static void addUser(TestDatabase database, String username, String key)
      throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO users (id, username, username_key, email, email_key, roles,"
                    + " create_time, update_time, version) SELECT gen_random_uuid(), ?, ?, m, m,"
                    + " '{MEMBER}', clock_timestamp(), now(), 1"
                    + " FROM (SELECT gen_random_uuid() || '@example.org' AS m) n")) {
      insert.setString(1, username);
      insert.setString(2, key);
      insert.executeUpdate();
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void theOldestOfUsernamesThatLookAlikeGetsTheSkeleton(Engine engine) throws Exception {
    try (var database = TestDatabase.createEmpty(engine)) {
      migrateTo(database, "043");
      for (var name : List.of("Mum", "paypal", "PaypaI", "b0b", "user-10", "bob")) {
        addUser(database, name, name.toLowerCase(Locale.ROOT));
      }

      migrateTo(database, "044");

      assertThat(
              query(
                  database,
                  "SELECT username || ' ' || coalesce(username_skeleton, '-') FROM users"
                      + " ORDER BY create_time"))
          .containsExactly(
              "Mum murn", "paypal paypal", "PaypaI -", "b0b bob", "user-10 user-lo", "bob -");
    }
  }

  @ParameterizedTest
  @EnumSource(Engine.class)
  void usernamesOfOtherScriptsAreReplacedOnTheWayBack(Engine engine) throws Exception {
    try (var database = TestDatabase.createEmpty(engine)) {
      migrateTo(database, "044");
      addUser(database, "Жанна", "жанна");
      addUser(database, "Ada", "ada");

      assertThat(new Migrations(database.dataSource()).undo("043", true)).containsExactly("044");

      assertThat(query(database, "SELECT username FROM users ORDER BY create_time"))
          .satisfiesExactly(
              name -> assertThat(name).matches("user-[0-9a-f]{32}"),
              name -> assertThat(name).isEqualTo("Ada"));
    }
  }

  private static void addLabel(TestDatabase database, String label) throws SQLException {
    for (var table : List.of("tags (", "categories (slug, ")) {
      var slug = table.startsWith("tags") ? "" : "gen_random_uuid()::text, ";
      try (var connection = database.dataSource().getConnection();
          var insert =
              connection.prepareStatement(
                  "INSERT INTO "
                      + table
                      + "id, label, label_key, create_time, update_time) SELECT "
                      + slug
                      + "gen_random_uuid(), ?, ?, clock_timestamp(), now()")) {
        insert.setString(1, label);
        insert.setString(2, label.toLowerCase(Locale.ROOT));
        insert.executeUpdate();
      }
    }
  }

  @Test
  void undoKeepsDataUnlessToldToDropThem() throws Exception {
    try (var database = migratedStock()) {
      var migrations = stock(database);
      execute(database, "INSERT INTO boxes VALUES (1, 'blue')");

      assertThatThrownBy(() -> migrations.undo(null, false))
          .isInstanceOfSatisfying(
              DataWouldBeLost.class, e -> assertThat(e.what()).containsExactly("boxes.colour"));
      assertThatThrownBy(() -> migrations.undo("0", false))
          .isInstanceOfSatisfying(
              DataWouldBeLost.class, e -> assertThat(e.what()).containsExactly("boxes"));
      assertThat(states(migrations))
          .containsExactly(Migration.State.APPLIED, Migration.State.APPLIED);

      assertThat(migrations.undo("1", true)).containsExactly("2");
      assertThat(states(migrations))
          .containsExactly(Migration.State.APPLIED, Migration.State.PENDING);
    }
  }

  @Test
  void undoRefusesAVersionThatWasNeverApplied() throws Exception {
    try (var database = migratedStock()) {
      var migrations = stock(database);

      assertThatThrownBy(() -> migrations.undo("7", true))
          .isInstanceOf(SchemaException.class)
          .hasMessage("Version 7 is not among the applied ones.");
      assertThatThrownBy(() -> migrations.undo("seven", true))
          .isInstanceOf(SchemaException.class)
          .hasMessage("\"seven\" is not a version.");
    }
  }

  @Test
  void anUndoThatFailsLeavesEverythingAsItWas() throws Exception {
    try (var database = migratedStock()) {
      var migrations = stock(database);
      execute(database, "CREATE VIEW colours AS SELECT colour FROM boxes");
      var before = schema(database);

      assertThatThrownBy(() -> migrations.undo("0", true))
          .isInstanceOf(SchemaException.class)
          .hasMessageStartingWith("Version 2 cannot be undone: ERROR: cannot drop column");

      assertThat(schema(database)).isEqualTo(before);
      assertThat(states(migrations))
          .containsExactly(Migration.State.APPLIED, Migration.State.APPLIED);
    }
  }

  @Test
  void aNewerSchemaIsRefused() throws Exception {
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      var migrations = new Migrations(database.dataSource());
      execute(
          database,
          """
          INSERT INTO flyway_schema_history SELECT 1000, '999', 'later', type, 'V999__later.sql',
            checksum, installed_by, installed_on, execution_time, success
          FROM flyway_schema_history WHERE installed_rank = 1
          """);

      assertThatThrownBy(migrations::migrate)
          .isInstanceOf(NewerSchema.class)
          .hasMessageContaining("has version 999");
      assertThatThrownBy(() -> migrations.undo(null, true)).isInstanceOf(NewerSchema.class);
      assertThat(migrations.validate()).singleElement().asString().contains("999");
      assertThat(migrations.history().getLast().state()).isEqualTo(Migration.State.NEWER);
    }
  }

  @Test
  void aChangedMigrationIsFound() throws Exception {
    try (var database = TestDatabase.create(Engine.POSTGRES_18)) {
      execute(database, "UPDATE flyway_schema_history SET checksum = 1 WHERE installed_rank = 1");

      assertThat(new Migrations(database.dataSource()).validate())
          .singleElement()
          .asString()
          .contains("checksum mismatch");
    }
  }

  @Test
  void theSearchPathChoosesTheSchema() throws Exception {
    try (var database = TestDatabase.createEmpty(Engine.POSTGRES_18)) {
      execute(database, "CREATE SCHEMA tenant");
      execute(database, "ALTER DATABASE " + databaseName(database) + " SET search_path = tenant");
      try (var connection =
          new HikariDataSource(
              configOf(database.jdbcUrl(), database.user(), database.password()))) {
        var migrations = new Migrations(connection);
        migrations.migrate();

        assertThat(query(database, "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"))
            .containsExactly("0");
        assertThat(migrations.undo("0", false)).isNotEmpty();
        assertThat(query(database, "SELECT tablename FROM pg_tables WHERE schemaname = 'tenant'"))
            .containsExactly("flyway_schema_history");
      }
    }
  }

  @Test
  void twoAtOnceTakeTurns() throws Exception {
    try (var database = TestDatabase.createEmpty(Engine.POSTGRES_18);
        var threads = Executors.newFixedThreadPool(4);
        var holder = database.dataSource().getConnection()) {
      var migrations = new Migrations(database.dataSource());
      holder.setAutoCommit(false);
      try (var statement = holder.createStatement()) {
        statement.execute(
            "SELECT pg_advisory_xact_lock(hashtextextended('campus ' || current_schema(), 0))");
      }
      Callable<Integer> migrate = migrations::migrate;
      var first = threads.submit(migrate);
      var second = threads.submit(migrate);
      assertThatThrownBy(() -> first.get(300, TimeUnit.MILLISECONDS))
          .isInstanceOf(TimeoutException.class);
      holder.rollback();

      assertThat(first.get() + second.get()).isEqualTo(scripts("campus/migrations").size());
      var undos =
          List.of(
              threads.submit(() -> migrations.undo(null, false)),
              threads.submit(() -> migrations.undo(null, false)));
      assertThat(undos.get(0).get()).isNotEqualTo(undos.get(1).get());
    }
  }

  private static TestDatabase migratedStock() {
    var database = TestDatabase.createEmpty(Engine.POSTGRES_18);
    stock(database).migrate();
    return database;
  }

  private static Migrations stock(TestDatabase database) {
    return new Migrations(database.dataSource(), "stock/migrations", "stock/undo");
  }

  private static void migrateTo(TestDatabase database, String version) {
    Flyway.configure()
        .dataSource(database.dataSource())
        .locations("classpath:campus/migrations")
        .target(version)
        .load()
        .migrate();
  }

  private static List<Migration.State> states(Migrations migrations) {
    return migrations.history().stream().map(Migration::state).toList();
  }

  private static List<String> scripts(String location) throws Exception {
    var url = MigrationsIT.class.getClassLoader().getResource(location);
    assertThat(url).isNotNull();
    try (var files = Files.list(Path.of(url.toURI()))) {
      return files.map(file -> String.valueOf(file.getFileName())).sorted().toList();
    }
  }

  private static HikariConfig configOf(String url, String user, String password) {
    var config = new HikariConfig();
    config.setJdbcUrl(url);
    config.setUsername(user);
    config.setPassword(password);
    config.setMaximumPoolSize(4);
    return config;
  }

  private static String databaseName(TestDatabase database) {
    return database.jdbcUrl().substring(database.jdbcUrl().lastIndexOf('/') + 1);
  }

  private static void execute(TestDatabase database, String sql) throws SQLException {
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static List<String> withoutHistory(List<String> schema) {
    return schema.stream().filter(line -> !line.contains("flyway_schema_history")).toList();
  }

  /** Everything the catalogue says about tables, columns, constraints, indexes and the like. */
  private static List<String> schema(TestDatabase database) throws SQLException {
    return query(
        database,
        """
        SELECT 'relation ' || relname || ' ' || relkind::text || ' ' || relpersistence::text FROM pg_class
          WHERE relnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT 'column ' || relname || '.' || attname || ' ' || format_type(atttypid, atttypmod)
            || ' ' || attnotnull || ' ' || coalesce(collname, '-')
            || ' ' || coalesce(pg_get_expr(adbin, adrelid), '-') || attidentity::text || attgenerated::text
          FROM pg_attribute
          JOIN pg_class c ON c.oid = attrelid AND relkind IN ('r', 'p', 'v')
          LEFT JOIN pg_collation k ON k.oid = attcollation
          LEFT JOIN pg_attrdef ON adrelid = attrelid AND adnum = attnum
          WHERE relnamespace = current_schema()::regnamespace AND attnum > 0 AND NOT attisdropped
        UNION ALL
        SELECT 'constraint ' || conrelid::regclass || ' ' || conname || ' '
            || pg_get_constraintdef(oid) FROM pg_constraint
          WHERE connamespace = current_schema()::regnamespace
        UNION ALL
        SELECT 'index ' || indexdef FROM pg_indexes WHERE schemaname = current_schema()
        UNION ALL
        SELECT 'function ' || pg_get_functiondef(oid) FROM pg_proc
          WHERE pronamespace = current_schema()::regnamespace AND prokind <> 'a'
        UNION ALL
        SELECT 'type ' || typname || ' ' || typtype::text FROM pg_type
          WHERE typnamespace = current_schema()::regnamespace
        UNION ALL
        SELECT 'trigger ' || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal
        UNION ALL
        SELECT 'extension ' || extname FROM pg_extension
        ORDER BY 1
        """);
  }

  private static List<String> query(TestDatabase database, String sql) throws SQLException {
    var lines = new ArrayList<String>();
    try (var connection = database.dataSource().getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery(sql)) {
      while (rows.next()) {
        lines.add(rows.getString(1));
      }
    }
    return lines;
  }
}
