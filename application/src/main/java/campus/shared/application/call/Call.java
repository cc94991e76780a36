package campus.shared.application.call;

import campus.shared.domain.error.CallEnded;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call from outside, from its arrival to its answer: its origin, its costs and its end (a
 * cancellation or a passed deadline).
 *
 * <p>The call in progress is {@link #current()}. One thread works for a call; any thread may {@link
 * #end} it, once.
 */
public final class Call {

  /** The origin of calls from this machine, and of calls whose origin is unknown. */
  public static final String LOCAL = "local";

  private static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

  private static final long INTERRUPTION_INTERVAL_MILLIS = 100;

  private final String id;
  private final String origin;
  private final String userAgent;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable CallEnded ended;
  private @Nullable Runnable interruption;
  private boolean interrupting;

  private volatile boolean counting = true;
  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong databaseNanos = new AtomicLong();

  public Call(String id) {
    this(id, LOCAL);
  }

  public Call(String id, String origin) {
    this(id, origin, "");
  }

  /**
   * @param id identifies the call in logs
   * @param origin see {@link #origin}
   * @param userAgent see {@link #userAgent}
   */
  public Call(String id, String origin, String userAgent) {
    this.id = id;
    this.origin = origin;
    this.userAgent = userAgent;
  }

  /** The call in progress; outside of one (a command, a test), a fresh one that never ends. */
  public static Call current() {
    return CURRENT.isBound() ? CURRENT.get() : new Call("");
  }

  /** Runs work as part of this call. */
  public <T extends @Nullable Object> T during(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  public String id() {
    return id;
  }

  /**
   * The network address of the client: one IPv4 address, or one IPv6 /64 network, the least that a
   * customer gets. {@link #LOCAL} does not tell clients apart.
   */
  public String origin() {
    return origin;
  }

  /** What the client calls itself, unchecked; empty if it does not tell. */
  public String userAgent() {
    return userAgent;
  }

  /**
   * Ends the call: refuses further work with {@code why}, and interrupts running work, repeatedly
   * until it has finished. So this may block: do not call it on a shared thread. Only the first end
   * counts.
   */
  public void end(CallEnded why) {
    lock.lock();
    try {
      if (ended != null) {
        return;
      }
      ended = why;
      changed.signalAll();
      while (interruption != null) {
        var interrupt = interruption;
        interrupting = true;
        lock.unlock();
        try {
          interrupt.run();
        } finally {
          lock.lock();
          interrupting = false;
          changed.signalAll();
        }
        if (interruption != null) {
          changed.await(INTERRUPTION_INTERVAL_MILLIS, TimeUnit.MILLISECONDS);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      lock.unlock();
    }
  }

  /** The reason why the call has ended; null while it has not. */
  public @Nullable CallEnded ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Registers how to interrupt the work that is about to run, until {@link #finish}.
   *
   * @param interrupt runs on another thread, perhaps repeatedly, too early or too late
   * @throws CallEnded if the call has ended
   */
  public void begin(Runnable interrupt) {
    lock.lock();
    try {
      if (ended != null) {
        throw ended;
      }
      interruption = interrupt;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Unregisters the work. Waits for an interruption in progress, so that it cannot hit what runs
   * next.
   */
  public void finish() {
    lock.lock();
    try {
      interruption = null;
      changed.signalAll();
      while (interrupting) {
        changed.awaitUninterruptibly();
      }
    } finally {
      lock.unlock();
    }
  }

  /**
   * Waits.
   *
   * @throws CallEnded as soon as the call ends
   */
  public void pause(Duration duration) {
    long nanos = duration.toNanos();
    lock.lock();
    try {
      while (ended == null && nanos > 0) {
        nanos = changed.awaitNanos(nanos);
      }
      if (ended != null) {
        throw ended;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw CallEnded.cancelled();
    } finally {
      lock.unlock();
    }
  }

  /** Runs work that every call needs, such as authentication, without counting its cost. */
  public <T extends @Nullable Object> T uncounted(Supplier<T> work) {
    counting = false;
    try {
      return work.get();
    } finally {
      counting = true;
    }
  }

  public void countStatement(long nanos) {
    if (counting) {
      statements.incrementAndGet();
      databaseNanos.addAndGet(nanos);
    }
  }

  public void countRow() {
    if (counting) {
      rows.incrementAndGet();
    }
  }

  /**
   * Counts a run that several calls share: its statements and their time in full, its rows in equal
   * parts.
   *
   * @param among the number of calls
   */
  public void countShare(Call shared, int among) {
    if (counting) {
      statements.addAndGet(shared.statements.get());
      databaseNanos.addAndGet(shared.databaseNanos.get());
      rows.addAndGet(Math.ceilDiv(shared.rows.get(), among));
    }
  }

  /**
   * The SQL statements that ran for the call so far, except those of transaction control and
   * authentication.
   */
  public int statements() {
    return statements.get();
  }

  public long rows() {
    return rows.get();
  }

  /** The time that the call has waited for the database so far. */
  public Duration databaseTime() {
    return Duration.ofNanos(databaseNanos.get());
  }
}
