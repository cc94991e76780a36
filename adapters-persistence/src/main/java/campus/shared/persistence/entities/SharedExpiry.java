package campus.shared.persistence.entities;

import campus.shared.application.write.Expirable;
import campus.shared.application.write.Writes;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;

/** The shared rows that expire. */
@Factory
final class SharedExpiry {

  @Singleton
  Expirable requests(ExpiringTables tables) {
    return tables.rows("requests", "user_id, request_id", "create_time", Writes.RETENTION);
  }
}
