package campus.shared.persistence.migration;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationVersion;
import org.jspecify.annotations.Nullable;

/**
 * The scripts that undo migrations, which the free edition of Flyway does not run.
 *
 * @param location the folder on the classpath
 */
record UndoScripts(String location) {

  private record Applied(int rank, MigrationVersion version, String script, boolean success) {}

  /**
   * Undoes the newest applied version, or all that are newer than {@code to}.
   *
   * @param to the version to keep as the newest, {@code "0"} for none; null for one step
   * @return the undone versions, newest first
   */
  List<String> run(Connection connection, @Nullable String to) throws SQLException {
    var undone = newerThan(to, applied(connection));
    for (var applied : undone) {
      run(connection, applied);
    }
    return undone.stream().map(applied -> applied.version().getVersion()).toList();
  }

  /** Newest first. */
  private static List<Applied> applied(Connection connection) throws SQLException {
    var applied = new ArrayList<Applied>();
    try (var statement = connection.createStatement()) {
      try (var exists =
          statement.executeQuery("SELECT to_regclass('" + Migrations.HISTORY + "') IS NOT NULL")) {
        exists.next();
        if (!exists.getBoolean(1)) {
          return List.of();
        }
      }
      try (var rows =
          statement.executeQuery(
              "SELECT installed_rank, version, script, success FROM "
                  + Migrations.HISTORY
                  + " WHERE version IS NOT NULL ORDER BY installed_rank DESC")) {
        while (rows.next()) {
          applied.add(
              new Applied(
                  rows.getInt(1),
                  MigrationVersion.fromVersion(rows.getString(2)),
                  rows.getString(3),
                  rows.getBoolean(4)));
        }
      }
    }
    return applied;
  }

  private static List<Applied> newerThan(@Nullable String to, List<Applied> applied) {
    if (to == null) {
      return applied.stream().limit(1).toList();
    }
    MigrationVersion target;
    try {
      target = MigrationVersion.fromVersion(to);
    } catch (FlywayException e) {
      throw new SchemaException("\"" + to + "\" is not a version.", e);
    }
    boolean none = target.equals(MigrationVersion.fromVersion("0"));
    if (!none && applied.stream().noneMatch(one -> one.version().equals(target))) {
      throw new SchemaException("Version " + to + " is not among the applied ones.");
    }
    return applied.stream().filter(one -> one.version().compareTo(target) > 0).toList();
  }

  private void run(Connection connection, Applied applied) throws SQLException {
    var version = "Version " + applied.version();
    if (!applied.success()) {
      throw new SchemaException(version + " failed halfway: repair it by hand first.");
    }
    try (var statement = connection.createStatement()) {
      statement.execute(script(applied));
    } catch (SQLException e) {
      throw new SchemaException(
          version + " cannot be undone: " + SchemaException.oneLine(e.getMessage()), e);
    }
    try (var delete =
        connection.prepareStatement(
            "DELETE FROM " + Migrations.HISTORY + " WHERE installed_rank = ?")) {
      delete.setInt(1, applied.rank());
      delete.executeUpdate();
    }
  }

  private String script(Applied applied) {
    var resource = location + "/U" + applied.script().substring(1);
    try (var in = UndoScripts.class.getClassLoader().getResourceAsStream(resource)) {
      if (in == null) {
        throw new SchemaException("Version " + applied.version() + " has no way back.");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new SchemaException("The way back " + resource + " cannot be read.", e);
    }
  }
}
