package campus.server.runtime;

import campus.server.database.Database;
import campus.server.settings.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Checks once a second that the database responds and accepts writes, over its own connection,
 * since a busy pool does not mean an unavailable database.
 */
final class HealthMonitor implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
  private static final int TIMEOUT_SECONDS = 2;
  private static final long INTERVAL_SECONDS = 1;

  private final Database database;
  private final DataSource dataSource;
  private final Consumer<Health> listener;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("health-monitor").factory());
  private @Nullable Connection connection;
  private volatile Health health = Health.UP;

  /**
   * @param listener receives each change, on another thread
   */
  HealthMonitor(Database database, Consumer<Health> listener) {
    this.database = database;
    this.dataSource = database.address().dataSource();
    this.listener = listener;
    var _ =
        thread.scheduleWithFixedDelay(
            this::check, INTERVAL_SECONDS, INTERVAL_SECONDS, TimeUnit.SECONDS);
  }

  /** {@code UP}, {@code READ_ONLY} or {@code DOWN} at the last check. */
  Health health() {
    return health;
  }

  private void check() {
    try {
      var found = ask();
      if (found != health) {
        health = found;
        switch (found) {
          case UP -> LOG.info("The database is back");
          case READ_ONLY -> LOG.warn("The database takes no writes");
          default -> LOG.warn("The database is unavailable");
        }
        listener.accept(found);
      }
      if (found == Health.DOWN) {
        database.revive();
      }
    } catch (Failure e) {
      LOG.error(e.getMessage());
    } catch (RuntimeException e) {
      LOG.error("The database could not be checked", e);
    }
  }

  private Health ask() {
    try {
      if (connection == null) {
        connection = dataSource.getConnection();
      }
      if (connection.isValid(TIMEOUT_SECONDS)) {
        if (takesWrites(connection)) {
          return Health.UP;
        }
        // After a failover, the next connection may reach a writable database.
        closeConnection();
        return Health.READ_ONLY;
      }
    } catch (SQLException e) {
      LOG.debug("The database does not answer", e);
    }
    closeConnection();
    return Health.DOWN;
  }

  /** False on a standby, or if an administrator has set it. */
  private static boolean takesWrites(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.setQueryTimeout(TIMEOUT_SECONDS);
      try (var readOnly = statement.executeQuery("SHOW transaction_read_only")) {
        readOnly.next();
        return readOnly.getString(1).equals("off");
      }
    }
  }

  private void closeConnection() {
    try {
      if (connection != null) {
        connection.close();
      }
    } catch (SQLException e) {
      LOG.debug("A broken connection did not close", e);
    }
    connection = null;
  }

  /**
   * Does not interrupt, since that would close the lock files that {@link Database#revive} takes.
   */
  @Override
  public void close() {
    thread.shutdown();
    try {
      if (thread.awaitTermination(Long.MAX_VALUE, TimeUnit.NANOSECONDS)) {
        closeConnection();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
