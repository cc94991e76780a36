package campus.server.runtime;

import campus.server.database.Database;
import campus.server.settings.Failure;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
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

  enum State {
    UP,
    /** Reachable, but read-only. */
    READ_ONLY,
    AWAY
  }

  private static final Logger LOG = LoggerFactory.getLogger(HealthMonitor.class);
  private static final int TIMEOUT_SECONDS = 2;
  private static final long INTERVAL_MILLIS = 1000;

  private final Database database;
  private final DataSource dataSource;
  private final Consumer<State> listener;
  private final CountDownLatch stop = new CountDownLatch(1);
  private final Thread thread;
  private @Nullable Connection connection;
  private volatile State state = State.UP;

  /**
   * @param listener receives each change, on another thread
   */
  HealthMonitor(Database database, Consumer<State> listener) {
    this.database = database;
    this.dataSource = database.address().dataSource();
    this.listener = listener;
    this.thread = Thread.ofPlatform().daemon().name("health-monitor").start(this::watch);
  }

  /** The state at the last check. */
  State state() {
    return state;
  }

  private void watch() {
    try {
      while (!stop.await(INTERVAL_MILLIS, TimeUnit.MILLISECONDS)) {
        try {
          check();
        } catch (RuntimeException e) {
          LOG.error("The database could not be checked", e);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    closeConnection();
  }

  private void check() {
    var found = ask();
    if (found != state) {
      state = found;
      switch (found) {
        case UP -> LOG.info("The database is back");
        case READ_ONLY -> LOG.warn("The database takes no writes");
        case AWAY -> LOG.warn("The database is unavailable");
      }
      listener.accept(found);
    }
    if (found == State.AWAY) {
      revive();
    }
  }

  private void revive() {
    try {
      database.revive();
    } catch (Failure e) {
      LOG.error(e.getMessage());
    }
  }

  private State ask() {
    try {
      if (connection == null) {
        connection = dataSource.getConnection();
      }
      if (connection.isValid(TIMEOUT_SECONDS)) {
        if (takesWrites(connection)) {
          return State.UP;
        }
        // After a failover, the next connection may reach a writable database.
        closeConnection();
        return State.READ_ONLY;
      }
    } catch (SQLException e) {
      LOG.debug("The database does not answer", e);
    }
    closeConnection();
    return State.AWAY;
  }

  /** True on a standby, or if an administrator has set it. */
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

  /** Does not interrupt, since that would close the lock files that {@link #revive} takes. */
  @Override
  public void close() {
    stop.countDown();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
