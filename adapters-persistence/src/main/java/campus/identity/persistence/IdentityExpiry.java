package campus.identity.persistence;

import campus.identity.application.SignInAttempts;
import campus.shared.application.Expirable;
import campus.shared.persistence.ExpiringTable;
import campus.shared.persistence.Statements;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What expires of identity. */
@Factory
final class IdentityExpiry {

  @Singleton
  Expirable sessionTokens(Statements statements) {
    return new ExpiringTable(statements, "session_tokens", "hash", "expire_time", Duration.ZERO);
  }

  @Singleton
  Expirable sessions(Statements statements) {
    return new ExpiringTable(statements, "sessions", "id", "expire_time", Duration.ZERO);
  }

  @Singleton
  Expirable signInAttempts(Statements statements) {
    return new ExpiringTable(
        statements, "sign_in_attempts", "account", "last_time", SignInAttempts.MEMORY);
  }
}
