package campus.identity.application.testing;

import campus.identity.application.IdentityUseCases;
import campus.identity.application.PasswordHasher;
import campus.identity.application.UserDependents;
import campus.identity.domain.PasswordHash;
import campus.shared.application.testing.PassingClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of identity, over ports in memory unless told otherwise, with a clock that passes
 * when told to.
 */
public final class IdentityFixture {

  private final IdentityPorts ports;
  private final List<UserDependents> dependents = new ArrayList<>();
  private final QuickHasher hasher = new QuickHasher();
  private final PassingClock clock = new PassingClock(TestUsers.NOW);

  public IdentityFixture() {
    this(InMemoryIdentity.create());
  }

  /** Over other ports. */
  public IdentityFixture(IdentityPorts ports) {
    this.ports = ports;
  }

  public IdentityPorts ports() {
    return ports;
  }

  /** What hangs on users, for the use cases that are asked for after it was added. */
  public List<UserDependents> dependents() {
    return dependents;
  }

  public QuickHasher hasher() {
    return hasher;
  }

  public IdentityUseCases useCases() {
    return IdentityUseCases.create(
        ports.transactions(),
        ports.users(),
        ports.profiles(),
        ports.cards(),
        ports.credentials(),
        ports.sessions(),
        ports.attempts(),
        hasher,
        dependents,
        UUID::randomUUID,
        clock);
  }

  public Instant now() {
    return clock.instant();
  }

  /** A second passes. */
  public void pass() {
    pass(Duration.ofSeconds(1));
  }

  public void pass(Duration duration) {
    clock.pass(duration);
  }

  /** Hashes that are quick to make, and good for nothing else. */
  public static final class QuickHasher implements PasswordHasher {
    private int strength = 1;
    private final AtomicInteger verifications = new AtomicInteger();

    /** From now on hashes are made with other parameters. */
    public void strengthen() {
      strength++;
    }

    /** How often a password was compared with a hash, or with none. */
    public int verifications() {
      return verifications.get();
    }

    @Override
    public PasswordHash hash(String password, Priority priority) {
      return new PasswordHash(strength + ":" + password);
    }

    @Override
    public boolean matches(String password, @Nullable PasswordHash hash, Priority priority) {
      verifications.incrementAndGet();
      return hash != null && hash.value().substring(hash.value().indexOf(':') + 1).equals(password);
    }

    @Override
    public boolean isOutdated(PasswordHash hash) {
      return !hash.value().startsWith(strength + ":");
    }
  }
}
