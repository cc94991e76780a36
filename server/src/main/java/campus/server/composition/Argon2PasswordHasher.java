package campus.server.composition;

import campus.identity.application.PasswordHasher;
import campus.identity.domain.PasswordHash;
import campus.shared.domain.CallEnded;
import campus.shared.domain.Overloaded;
import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
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

  /** Native code, since garbage of 19 MiB for each password would have the heap grow. */
  private static final class Native {
    static final Argon2 ARGON2 = Argon2Factory.create(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
  }

  /**
   * Threads of the platform, which share the processors with all others. The virtual threads of
   * other calls would wait for each hash to be done.
   */
  private final ExecutorService threads =
      Executors.newFixedThreadPool(
          Runtime.getRuntime().availableProcessors(),
          Thread.ofPlatform().daemon().name("password-", 0).factory());

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
    return new PasswordHash(
        inTurn(() -> Native.ARGON2.hash(PASSES, MEMORY_KIB, LANES, bytes(password))));
  }

  @Override
  public boolean matches(String password, @Nullable PasswordHash hash) {
    var expected = hash == null ? nobodys : hash.value();
    boolean matches = inTurn(() -> Native.ARGON2.verify(expected, bytes(password)));
    return matches && hash != null;
  }

  @Override
  public boolean isOutdated(PasswordHash hash) {
    return Native.ARGON2.needsRehash(hash.value(), PASSES, MEMORY_KIB, LANES);
  }

  private static byte[] bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }

  private <T> T inTurn(Callable<T> work) {
    var result = threads.submit(work);
    try {
      return result.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      throw new Overloaded("too many are signing in at once; try again", PATIENCE);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CallEnded.cancelled();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    } finally {
      result.cancel(false);
    }
  }
}
