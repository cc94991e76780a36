package campus.server.composition;

import campus.identity.application.PasswordHasher;
import campus.identity.domain.PasswordHash;
import campus.shared.domain.CallEnded;
import campus.shared.domain.Overloaded;
import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with 19 MiB, two passes and one lane, the least that OWASP's Password Storage Cheat
 * Sheet recommends. As many at a time as there are processors: more would only take memory and the
 * time of other calls.
 */
@Singleton
final class Argon2PasswordHasher implements PasswordHasher {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Argon2Function function =
      Argon2Function.getInstance(MEMORY_KIB, PASSES, LANES, HASH_BYTES, Argon2.ID);
  private final Semaphore places = new Semaphore(Runtime.getRuntime().availableProcessors(), true);

  /**
   * Compared with where there is no hash, so that it takes as long. No password is known for it.
   */
  private final String nobodys =
      "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(MEMORY_KIB, PASSES, LANES, random(SALT_BYTES), random(HASH_BYTES));

  private static String random(int bytes) {
    var random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().withoutPadding().encodeToString(random);
  }

  @Override
  public PasswordHash hash(String password) {
    return inTurn(() ->
        new PasswordHash(
            com.password4j.Password.hash(password)
                .addRandomSalt(SALT_BYTES)
                .with(function)
                .getResult()));
  }

  @Override
  public boolean matches(String password, @Nullable PasswordHash hash) {
    var expected = hash == null ? nobodys : hash.value();
    boolean matches =
        inTurn(() ->
            com.password4j.Password.check(password, expected)
                .with(Argon2Function.getInstanceFromHash(expected)));
    return matches && hash != null;
  }

  @Override
  public boolean isOutdated(PasswordHash hash) {
    return !Argon2Function.getInstanceFromHash(hash.value()).equals(function);
  }

  private <T> T inTurn(Supplier<T> work) {
    try {
      if (!places.tryAcquire(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        throw new Overloaded("too many are signing in at once; try again", PATIENCE);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CallEnded.cancelled();
    }
    try {
      return work.get();
    } finally {
      places.release();
    }
  }
}
