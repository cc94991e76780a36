package campus.shared.persistence.testing;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * A database of a test's own, copied from a migrated template within some 50 ms. Closing drops it.
 */
public final class TestDatabase implements AutoCloseable {

  private final Cluster cluster;
  private final String name;
  private @Nullable HikariDataSource dataSource;

  private TestDatabase(Cluster cluster, String name) {
    this.cluster = cluster;
    this.name = name;
  }

  /** With the whole schema and no rows; aborts the test where the engine is not available. */
  public static TestDatabase create(Engine engine) {
    var cluster = Cluster.of(engine);
    return new TestDatabase(cluster, cluster.createMigrated());
  }

  /** With nothing in it; aborts the test where the engine is not available. */
  public static TestDatabase createEmpty(Engine engine) {
    var cluster = Cluster.of(engine);
    return new TestDatabase(cluster, cluster.createEmpty());
  }

  public String jdbcUrl() {
    return cluster.jdbcUrl(name);
  }

  public String user() {
    return Cluster.USER;
  }

  /** Any password will do. */
  public String password() {
    return "any";
  }

  /** A pool of up to 16 connections, the same at every call, closed together with this. */
  public synchronized DataSource dataSource() {
    var open = dataSource;
    if (open == null) {
      var config = new HikariConfig();
      config.setJdbcUrl(jdbcUrl());
      config.setUsername(user());
      config.setPassword(password());
      config.setMaximumPoolSize(16);
      config.setMinimumIdle(0);
      config.setPoolName(name);
      open = new HikariDataSource(config);
      dataSource = open;
    }
    return open;
  }

  @Override
  public synchronized void close() {
    if (dataSource != null) {
      dataSource.close();
    }
    cluster.drop(name);
  }
}
