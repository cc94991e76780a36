package campus.shared.persistence.migration;

import static campus.shared.persistence.migration.SchemaException.oneLine;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationState;
import org.jspecify.annotations.Nullable;

/**
 * The schema history of one database: applied migrations, the way forward and the way back.
 *
 * <p>Works in the current schema of the connection. Servers and commands can run these at the same
 * time on one database; a change waits for the one before, at most a minute.
 */
public final class Migrations {

  static final String HISTORY = "flyway_schema_history";

  private final DataSource dataSource;
  private final Flyway flyway;
  private final UndoScripts undo;

  /** Campus' own migrations, on the database of this data source. */
  public Migrations(DataSource dataSource) {
    this(dataSource, "campus/migrations", "campus/undo");
  }

  Migrations(DataSource dataSource, String location, String undoLocation) {
    this.dataSource = dataSource;
    this.undo = new UndoScripts(undoLocation);
    this.flyway =
        Flyway.configure()
            .dataSource(dataSource)
            .locations("classpath:" + location)
            .table(HISTORY)
            .ignoreMigrationPatterns("*:pending", "*:future")
            .load();
  }

  /** All applied or known migrations, ordered by version. */
  public List<Migration> history() {
    return Arrays.stream(infos()).map(Migrations::toMigration).toList();
  }

  /**
   * Applies what is pending, each migration in a transaction of its own.
   *
   * @return how many were applied
   * @throws NewerSchema when the database is ahead of this release
   * @throws SchemaException when an applied migration is not the one this release has, or one fails
   */
  public int migrate() {
    return exclusively(connection -> {
      refuseNewerSchema(infos());
      requirePrivileges(connection);
      try {
        return flyway.migrate().migrationsExecuted;
      } catch (FlywayException e) {
        throw failed("The migration failed", e);
      }
    });
  }

  /**
   * Checks that nothing is pending, and changes nothing.
   *
   * @throws NewerSchema if the database is ahead of this release
   * @throws SchemaException if it is behind
   */
  public void requireCurrent() {
    var infos = infos();
    refuseNewerSchema(infos);
    var pending =
        Arrays.stream(infos)
            .filter(info -> state(info.getState()) == Migration.State.PENDING)
            .map(info -> info.getVersion().getVersion())
            .toList();
    if (!pending.isEmpty()) {
      throw new SchemaException(
          "The database's schema is older than this release: "
              + String.join(", ", pending)
              + (pending.size() == 1 ? " is" : " are")
              + " not applied. To apply what is missing, run campus db migrate.");
    }
  }

  /**
   * Compares the applied migrations with those of this release. Pending ones are no difference.
   *
   * @return one sentence per difference
   */
  public List<String> validate() {
    var infos = infos();
    var problems = new ArrayList<String>();
    try {
      refuseNewerSchema(infos);
    } catch (NewerSchema e) {
      problems.add(String.valueOf(e.getMessage()));
    }
    try {
      flyway
          .validateWithResult()
          .invalidMigrations
          .forEach(invalid -> problems.add(oneLine(invalid.errorDetails.errorMessage)));
    } catch (FlywayException e) {
      throw failed("The schema cannot be checked", e);
    }
    return problems;
  }

  /**
   * Undoes the newest applied version, or all that are newer than {@code to}, in one transaction.
   *
   * @param to the version to keep as the newest, {@code "0"} for none; null for one step
   * @param dropData whether to drop tables and columns that hold data
   * @return the undone versions, newest first
   * @throws DataWouldBeLost if data would be dropped and {@code dropData} is false
   * @throws NewerSchema if the database is ahead of this release, which knows no way back
   * @throws SchemaException if {@code to} was never applied, or an undo fails
   */
  public List<String> undo(@Nullable String to, boolean dropData) {
    return exclusively(connection -> {
      refuseNewerSchema(infos());
      var before = StoredData.lock(connection);
      var undone = undo.run(connection, to);
      var lost = before.dropped(connection);
      if (!lost.isEmpty() && !dropData) {
        throw new DataWouldBeLost(lost);
      }
      return undone;
    });
  }

  private MigrationInfo[] infos() {
    try {
      return flyway.info().all();
    } catch (FlywayException e) {
      throw failed("The schema's history cannot be read", e);
    }
  }

  private static Migration toMigration(MigrationInfo info) {
    var installed = info.getInstalledOn();
    return new Migration(
        info.getVersion().getVersion(),
        info.getDescription(),
        state(info.getState()),
        installed == null ? null : installed.toInstant());
  }

  private static Migration.State state(MigrationState state) {
    if (isNewer(state)) {
      return Migration.State.NEWER;
    }
    if (state == MigrationState.MISSING_SUCCESS || state == MigrationState.MISSING_FAILED) {
      return Migration.State.MISSING;
    }
    if (state.isFailed()) {
      return Migration.State.FAILED;
    }
    return state.isApplied() ? Migration.State.APPLIED : Migration.State.PENDING;
  }

  private static boolean isNewer(MigrationState state) {
    return state == MigrationState.FUTURE_SUCCESS || state == MigrationState.FUTURE_FAILED;
  }

  private static void refuseNewerSchema(MigrationInfo[] infos) {
    var known = "0";
    var newer = "";
    for (var info : infos) {
      if (isNewer(info.getState())) {
        newer = info.getVersion().getVersion();
      } else {
        known = info.getVersion().getVersion();
      }
    }
    if (!newer.isEmpty()) {
      throw new NewerSchema(newer, known);
    }
  }

  /** Before Flyway fails on the first statement that needs them. */
  private static void requirePrivileges(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                """
                SELECT quote_ident(current_schema()), quote_ident(current_user),
                  has_schema_privilege(current_schema(), 'CREATE'), current_setting('search_path')
                """)) {
      found.next();
      var schema = found.getString(1);
      var user = found.getString(2);
      if (schema == null) {
        throw new SchemaException(
            "The user "
                + user
                + " can use no schema of the search path "
                + found.getString(4)
                + ": create one, and GRANT USAGE, CREATE ON SCHEMA … TO "
                + user
                + ".");
      }
      if (!found.getBoolean(3)) {
        throw new SchemaException(
            "The user %1$s may not create tables in the schema %2$s: GRANT USAGE, CREATE ON SCHEMA %2$s TO %1$s."
                .formatted(user, schema));
      }
    }
  }

  @FunctionalInterface
  private interface Change<T> {
    T apply(Connection connection) throws SQLException;
  }

  /**
   * Runs a change in one transaction with a lock on its schema. The lock of Flyway covers only the
   * work of Flyway, so that an undo needs one that both take.
   */
  private <T> T exclusively(Change<T> change) {
    try (var connection = dataSource.getConnection()) {
      connection.setAutoCommit(false);
      try {
        lock(connection);
        var result = change.apply(connection);
        connection.commit();
        return result;
      } catch (SQLException | RuntimeException e) {
        connection.rollback();
        throw e;
      } finally {
        connection.setAutoCommit(true);
      }
    } catch (SQLException e) {
      throw new SchemaException("The database refused: " + oneLine(e.getMessage()), e);
    }
  }

  private static void lock(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("SET LOCAL lock_timeout = '60s'");
      statement.execute(
          "SELECT pg_advisory_xact_lock(hashtextextended('campus ' || current_schema(), 0))");
    } catch (SQLException e) {
      if ("55P03".equals(e.getSQLState())) {
        throw new SchemaException("Another process has been changing the schema for a minute.", e);
      }
      throw e;
    }
  }

  private static SchemaException failed(String what, FlywayException e) {
    Throwable root = e;
    while (root.getCause() != null) {
      root = root.getCause();
    }
    return new SchemaException(what + ": " + oneLine(root.getMessage()), e);
  }
}
