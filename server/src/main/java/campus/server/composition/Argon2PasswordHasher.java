package campus.server.composition;

import campus.identity.application.PasswordHasher;
import campus.identity.domain.PasswordHash;
import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.Overloaded;
import de.mkammerer.argon2.Argon2;
import de.mkammerer.argon2.Argon2Factory;
import de.mkammerer.argon2.Argon2Factory.Argon2Types;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.Comparator;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Argon2id with 19 MiB, two passes and one lane, the minimum of OWASP's Password Storage Cheat
 * Sheet. It uses a quarter of the processors, so that a flood of passwords cannot starve other
 * calls.
 */
@Singleton
final class Argon2PasswordHasher implements PasswordHasher {

  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int LANES = 1;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final int PLACES = Math.max(1, Runtime.getRuntime().availableProcessors() / 4);

  /** About the number of hashes that one thread starts within the patience. */
  private static final int WAITING_PER_PLACE = 50;

  /** The longest wait for the start of a hash. A started hash always completes. */
  private static final Duration PATIENCE = Duration.ofSeconds(2);

  /** Native code, since 19 MiB of garbage per password would grow the heap. */
  private static final class Native {
    static final Argon2 ARGON2 = Argon2Factory.create(Argon2Types.ARGON2id, SALT_BYTES, HASH_BYTES);
  }

  /**
   * Platform threads, which share the processors by preemption. Hashes on virtual threads would
   * block other calls.
   */
  private final ThreadPoolExecutor threads;

  private final Duration patience;
  private final AtomicLong order = new AtomicLong();

  Argon2PasswordHasher() {
    this(PLACES, PATIENCE);
  }

  Argon2PasswordHasher(int places, Duration patience) {
    this.patience = patience;
    threads =
        new ThreadPoolExecutor(
            places,
            places,
            0,
            TimeUnit.SECONDS,
            new PriorityBlockingQueue<>(),
            Thread.ofPlatform().daemon().name("password-", 0).factory());
  }

  /** A waiting hash, ordered by priority, then by arrival. */
  private static final class Work<T> extends FutureTask<T> implements Comparable<Work<?>> {

    private static final Comparator<Work<?>> ORDER =
        Comparator.<Work<?>, Priority>comparing(work -> work.priority)
            .thenComparingLong(work -> work.number);

    private final Priority priority;
    private final long number;
    private final CountDownLatch started = new CountDownLatch(1);

    Work(Callable<T> work, Priority priority, long number) {
      super(work);
      this.priority = priority;
      this.number = number;
    }

    @Override
    public void run() {
      started.countDown();
      super.run();
    }

    @Override
    public int compareTo(Work<?> other) {
      return ORDER.compare(this, other);
    }
  }

  /**
   * A stand-in for a missing hash, so that timing reveals nothing. No known password matches it.
   */
  private final String dummyHash =
      "$argon2id$v=19$m=%d,t=%d,p=%d$%s$%s"
          .formatted(MEMORY_KIB, PASSES, LANES, random(SALT_BYTES), random(HASH_BYTES));

  private static String random(int bytes) {
    var random = new byte[bytes];
    new SecureRandom().nextBytes(random);
    return Base64.getEncoder().withoutPadding().encodeToString(random);
  }

  @Override
  public PasswordHash hash(String password, Priority priority) {
    return new PasswordHash(
        inTurn(priority, () -> Native.ARGON2.hash(PASSES, MEMORY_KIB, LANES, bytes(password))));
  }

  @Override
  public boolean matches(String password, @Nullable PasswordHash hash, Priority priority) {
    var expected = hash == null ? dummyHash : hash.value();
    boolean matches = inTurn(priority, () -> Native.ARGON2.verify(expected, bytes(password)));
    return matches && hash != null;
  }

  @Override
  public boolean isOutdated(PasswordHash hash) {
    return Native.ARGON2.needsRehash(hash.value(), PASSES, MEMORY_KIB, LANES);
  }

  private static byte[] bytes(String password) {
    return password.getBytes(StandardCharsets.UTF_8);
  }

  <T> T inTurn(Priority priority, Callable<T> work) {
    int most = threads.getCorePoolSize() * WAITING_PER_PLACE;
    if (priority == Priority.LOW && waiting() >= most) {
      throw overloaded();
    }
    var turn = new Work<>(work, priority, order.getAndIncrement());
    threads.execute(turn);
    try {
      if (!turn.started.await(patience.toMillis(), TimeUnit.MILLISECONDS) && threads.remove(turn)) {
        throw overloaded();
      }
      return turn.get();
    } catch (InterruptedException e) {
      threads.remove(turn);
      Thread.currentThread().interrupt();
      throw CallEnded.cancelled();
    } catch (ExecutionException e) {
      throw new IllegalStateException("a password could not be hashed", e.getCause());
    }
  }

  int waiting() {
    return threads.getQueue().size();
  }

  private Overloaded overloaded() {
    return new Overloaded("too many concurrent sign-ins; try again", patience);
  }
}
