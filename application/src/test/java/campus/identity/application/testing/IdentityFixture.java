package campus.identity.application.testing;

import campus.identity.application.IdentityUseCases;
import campus.identity.application.Mailer;
import campus.identity.application.PasswordHasher;
import campus.identity.application.PasswordResetPolicy;
import campus.identity.application.UserDependents;
import campus.identity.domain.PasswordHash;
import campus.identity.domain.Username;
import campus.shared.application.testing.PassingClock;
import campus.shared.domain.value.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The use cases of identity, over ports in memory unless told otherwise, with a clock that passes
 * when told to.
 */
public final class IdentityFixture {

  private final IdentityPorts ports;
  private final List<UserDependents> dependents = new ArrayList<>();
  private final QuickHasher hasher = new QuickHasher();
  private final KeptMail mail = new KeptMail();
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

  /** Knows few characters that look alike. */
  private static Username username(String text) {
    return new Username(text, Text.key(text.replace('1', 'l').replace('0', 'o')));
  }

  public KeptMail mail() {
    return mail;
  }

  public IdentityUseCases useCases() {
    return IdentityUseCases.create(
        ports.transactions(),
        ports.users(),
        ports.profiles(),
        ports.cards(),
        ports.credentials(),
        ports.sessions(),
        ports.resets(),
        ports.apiTokens(),
        ports.attempts(),
        hasher,
        IdentityFixture::username,
        mail,
        new PasswordResetPolicy(Duration.ofHours(1), "https://school.example/reset#{token}"),
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

  /** Messages that are written at once, and sent nowhere. */
  public static final class KeptMail implements Mailer {
    private final List<Mail> sent = new ArrayList<>();
    private boolean configured = true;

    /** From now on no messages can be sent. */
    public void unset() {
      configured = false;
    }

    public List<Mail> sent() {
      return sent;
    }

    @Override
    public boolean isConfigured() {
      return configured;
    }

    @Override
    public void post(Supplier<@Nullable Mail> writing) {
      var mail = writing.get();
      if (mail != null) {
        sent.add(mail);
      }
    }
  }

  /** Hashes that are quick to make, and good for nothing else. */
  public static final class QuickHasher implements PasswordHasher {
    private int strength = 1;
    private boolean refusing;
    private final AtomicInteger verifications = new AtomicInteger();

    /** From now on hashes are made with other parameters. */
    public void strengthen() {
      strength++;
    }

    /** From now on no password is to be hashed. */
    public void refuse() {
      refusing = true;
    }

    /** How often a password was compared with a hash, or with none. */
    public int verifications() {
      return verifications.get();
    }

    @Override
    public PasswordHash hash(String password, Priority priority) {
      if (refusing) {
        throw new IllegalStateException("a password was hashed");
      }
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
