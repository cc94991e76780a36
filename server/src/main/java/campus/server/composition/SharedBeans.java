package campus.server.composition;

import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Requests;
import campus.shared.application.write.Transactions;
import campus.shared.application.write.Writes;
import com.fasterxml.uuid.Generators;
import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;

/** The shared dependencies of use cases. */
@Factory
final class SharedBeans {

  /** PostgreSQL stores microseconds: with a finer clock, first and later answers would differ. */
  @Singleton
  Clock clock() {
    return Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
  }

  @Singleton
  IdGenerator ids() {
    return Generators.timeBasedEpochGenerator()::generate;
  }

  @Singleton
  Writes writes(Transactions transactions, Requests requests, Clock clock) {
    return new Writes(transactions, requests, clock);
  }
}
