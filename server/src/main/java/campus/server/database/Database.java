package campus.server.database;

import campus.server.settings.Failure;
import campus.server.settings.Setting;
import campus.server.settings.Settings;
import org.jspecify.annotations.Nullable;

/** A usable database, open until this is closed. */
public final class Database implements AutoCloseable {

  private final DatabaseAddress address;
  private final @Nullable EmbeddedPostgres embedded;

  private Database(DatabaseAddress address, @Nullable EmbeddedPostgres embedded) {
    this.address = address;
    this.embedded = embedded;
  }

  /**
   * Like {@link #open}, but creates the embedded database if the home has none.
   *
   * @throws Failure if no database is usable
   */
  public static Database openOrMake(Settings settings) {
    return open(settings, true);
  }

  /**
   * Opens the configured database; without one, the embedded database, which it starts unless
   * another process has.
   *
   * @throws Failure if no database is usable
   */
  public static Database open(Settings settings) {
    return open(settings, false);
  }

  private static Database open(Settings settings, boolean make) {
    var external = settings.database();
    if (external != null) {
      var address =
          new DatabaseAddress(
              external.jdbcUrl(), external.user(), external.password(), external.shown());
      address.check();
      return new Database(address, null);
    }
    if (!make && !EmbeddedPostgres.isIn(settings.home())) {
      throw Failure.because(
          """
          There is no database in %s: name the home that has one by %s, or create one there with \
          campus serve or campus db migrate.\
          """
              .formatted(settings.home(), Setting.CAMPUS_HOME.named()));
    }
    var embedded = new EmbeddedPostgres(settings.home(), settings.pool().size());
    try {
      var address = embedded.address();
      address.check();
      return new Database(address, embedded);
    } catch (RuntimeException e) {
      embedded.close();
      throw e;
    }
  }

  public DatabaseAddress address() {
    return address;
  }

  /** Restarts the embedded PostgreSQL if it has died. */
  public void revive() {
    if (embedded != null) {
      embedded.revive();
    }
  }

  /** Describes where the data are, for the operator. */
  public String description() {
    return embedded == null
        ? address.shown()
        : embedded.dataDirectory() + " (embedded PostgreSQL " + EmbeddedPostgres.VERSION + ")";
  }

  /** Stops the embedded PostgreSQL, unless another process uses it. */
  @Override
  public void close() {
    if (embedded != null) {
      embedded.close();
    }
  }
}
