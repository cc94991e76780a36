package campus.shared.persistence.jdbc;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import javax.sql.DataSource;

/** Makes the data source that repositories and queries use of the pool that was brought. */
@Factory
final class DataSources {

  @Singleton
  @Named("default")
  DataSource dataSource(DatabasePool pool, ConstraintErrors errors) {
    return new CallDataSource(pool, errors);
  }
}
