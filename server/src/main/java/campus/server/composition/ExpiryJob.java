package campus.server.composition;

import campus.identity.application.AuthUseCases;
import campus.shared.application.Writes;
import io.micronaut.context.annotation.Requires;
import io.micronaut.scheduling.annotation.Scheduled;
import jakarta.inject.Singleton;

/** Removes what has expired, now and then. Servers that do so at once do no harm. */
@Singleton
@Requires(property = "campus.jobs", notEquals = "false")
final class ExpiryJob {

  private final AuthUseCases auth;
  private final Writes writes;

  ExpiryJob(AuthUseCases auth, Writes writes) {
    this.auth = auth;
    this.writes = writes;
  }

  @Scheduled(initialDelay = "1m", fixedDelay = "10m")
  void removeExpired() {
    auth.removeExpired();
    writes.removeExpired();
  }
}
