package campus.server.runtime;

import campus.server.database.Database;
import campus.server.settings.Settings;
import campus.shared.persistence.migration.Migrations;
import com.zaxxer.hikari.HikariDataSource;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;

/** A database with a migrated schema, and its connections. */
record OpenDatabase(Database database, HikariDataSource pool) {

  static OpenDatabase open(Settings settings, MeterRegistry meters) {
    var database = Database.openOrMake(settings);
    try {
      new Migrations(database.address().dataSource()).migrate();
      var pool = database.address().pool(settings.pool());
      pool.setMetricRegistry(meters);
      return new OpenDatabase(database, pool);
    } catch (RuntimeException e) {
      database.close();
      throw e;
    }
  }

  /** Closes what was opened, if it was. */
  static @Nullable Void close(@Nullable OpenDatabase open, @Nullable Throwable failure) {
    if (open != null) {
      open.pool().close();
      open.database().close();
    }
    return null;
  }
}
