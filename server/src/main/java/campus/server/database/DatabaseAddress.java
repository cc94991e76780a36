package campus.server.database;

import campus.server.settings.Failure;
import campus.server.settings.PoolSettings;
import campus.server.settings.Setting;
import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.SQLException;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * The address and credentials of a database.
 *
 * @param shown the form for operators, without a password
 */
public record DatabaseAddress(
    String jdbcUrl, @Nullable String user, @Nullable String password, String shown) {

  private static final int OLDEST_VERSION = 150_000;
  private static final String ENCODING = "UTF8";
  private static final String CONNECT_TIMEOUT_SECONDS = "5";

  /**
   * Connects once to check the database.
   *
   * @throws Failure if it is unreachable, refuses the user, does not exist, is too old or is not
   *     UTF-8
   */
  void check() {
    try (var connection = dataSource().getConnection();
        var statement = connection.createStatement();
        var found =
            statement.executeQuery(
                "SELECT current_setting('server_version_num')::int,"
                    + " current_setting('server_encoding')")) {
      found.next();
      if (found.getInt(1) < OLDEST_VERSION) {
        throw Failure.because(
            "Campus needs PostgreSQL 15 or later, and %s is %s."
                .formatted(shown, found.getInt(1) / 10_000));
      }
      if (!found.getString(2).equals(ENCODING)) {
        throw Failure.because(
            """
            Campus needs a database with the encoding UTF8, and that of %s is %s: create another \
            with ENCODING 'UTF8', and name it in %s.\
            """
                .formatted(shown, found.getString(2), Setting.CAMPUS_DATABASE_URL));
      }
    } catch (SQLException e) {
      throw failure(e);
    }
  }

  /** Unpooled connections. */
  public DataSource dataSource() {
    var dataSource = new PGSimpleDataSource();
    dataSource.setUrl(jdbcUrl);
    try {
      for (var property : driverProperties().entrySet()) {
        dataSource.setProperty((String) property.getKey(), (String) property.getValue());
      }
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    if (user != null) {
      dataSource.setUser(user);
    }
    if (password != null) {
      dataSource.setPassword(password);
    }
    return dataSource;
  }

  /** A pool that opens its connections in the background; the caller closes it. */
  public HikariDataSource pool(PoolSettings settings) {
    var config = new HikariConfig();
    config.setPoolName("campus");
    config.setJdbcUrl(jdbcUrl);
    config.setUsername(user);
    config.setPassword(password);
    config.setDataSourceProperties(driverProperties());
    config.setInitializationFailTimeout(-1);
    config.setMaximumPoolSize(settings.size());
    config.setMinimumIdle(Math.min(settings.size(), 4));
    config.setConnectionTimeout(settings.connectionTimeout().toMillis());
    config.setIdleTimeout(settings.idleTimeout().toMillis());
    config.setMaxLifetime(settings.maxLifetime().toMillis());
    config.setKeepaliveTime(settings.keepalive().toMillis());
    config.setLeakDetectionThreshold(settings.leakDetection().toMillis());
    config.setConnectionInitSql(
        "SET statement_timeout = "
            + settings.statementTimeout().toMillis()
            + "; SET lock_timeout = "
            + settings.lockTimeout().toMillis());
    return new HikariDataSource(config);
  }

  private static Properties driverProperties() {
    var properties = new Properties();
    properties.setProperty("ApplicationName", "campus");
    properties.setProperty("connectTimeout", CONNECT_TIMEOUT_SECONDS);
    properties.setProperty("tcpKeepAlive", "true");
    return properties;
  }

  private Failure failure(SQLException e) {
    var state = String.valueOf(e.getSQLState());
    var reason = String.valueOf(e.getMessage()).strip().replaceAll("\\s*\\R\\s*", " ");
    var problem =
        switch (state) {
          case "28P01" -> "The database %s refuses the user or the password: %s.";
          case "28000" -> "The database %s refuses the user: %s.";
          case "3D000" -> "There is no database %s: %s.";
          case "08001", "08004", "08006" -> "The database %s cannot be reached: %s";
          default -> "The database %s refuses connections: %s.";
        };
    return Failure.because(problem.formatted(shown, reason), e);
  }
}
