package campus.identity.persistence;

import campus.identity.application.SignInAttempts;
import campus.shared.application.write.Expirable;
import campus.shared.persistence.entities.ExpiringTables;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

/** The rows of identity that expire. */
@Factory
final class IdentityExpiry {

  @Singleton
  Expirable sessionTokens(ExpiringTables tables) {
    return tables.rows("session_tokens", "hash", "expire_time", Duration.ZERO);
  }

  @Singleton
  Expirable sessions(ExpiringTables tables) {
    return tables.rows("sessions", "id", "expire_time", Duration.ZERO);
  }

  @Singleton
  Expirable signInAttempts(ExpiringTables tables) {
    return tables.rows("sign_in_attempts", "key", "last_time", SignInAttempts.MEMORY);
  }

  @Singleton
  Expirable signInOrigins(ExpiringTables tables) {
    return tables.rows(
        "sign_in_origins", "user_id, origin", "last_time", SignInAttempts.ORIGIN_MEMORY);
  }
}
