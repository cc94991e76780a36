package campus.shared.application.call;

import campus.shared.domain.CallEnded;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One call from outside, from its arrival to its answer: what everything on its way may want to
 * know of it, and the way in which its end (a cancellation, a passed deadline) reaches whatever
 * runs for it.
 *
 * <p>The call in progress is {@link #current()}. One thread works for a call; any thread may {@link
 * #end} it, once.
 */
public final class Call {

  /** The origin of calls that come from this machine, or whose origin nobody knows. */
  public static final String LOCAL = "local";

  private static final ScopedValue<Call> CURRENT = ScopedValue.newInstance();

  private static final long INTERRUPTION_INTERVAL_MILLIS = 100;

  private final String id;
  private final String origin;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition changed = lock.newCondition();
  private @Nullable CallEnded ended;
  private @Nullable Runnable interruption;
  private boolean interrupting;

  private volatile boolean counting = true;
  private final AtomicInteger statements = new AtomicInteger();
  private final AtomicLong rows = new AtomicLong();
  private final AtomicLong databaseNanos = new AtomicLong();

  /** A call from this machine. */
  public Call(String id) {
    this(id, LOCAL);
  }

  /**
   * @param id what the call is known by in logs
   * @param origin see {@link #origin}
   */
  public Call(String id, String origin) {
    this.id = id;
    this.origin = origin;
  }

  /** The call in progress; outside of one (a command, a test), a fresh one that never ends. */
  public static Call current() {
    return CURRENT.isBound() ? CURRENT.get() : new Call("");
  }

  /** Does the work as part of this call. */
  public <T extends @Nullable Object> T during(Supplier<T> work) {
    return ScopedValue.where(CURRENT, this).call(work::get);
  }

  public String id() {
    return id;
  }

  /**
   * The network address that the call comes from: one address of IPv4, a whole /64 network of IPv6,
   * since each customer has at least that many; or {@link #LOCAL}, which tells no callers apart.
   */
  public String origin() {
    return origin;
  }

  /**
   * Ends the call: what would begin is refused with {@code why}, and what runs is interrupted,
   * again and again until it has finished, since an interruption may come too early to be heard. So
   * this may take a while: call it where nothing else waits. The first end counts.
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

  /** Why the call has ended, null while it has not. */
  public @Nullable CallEnded ended() {
    lock.lock();
    try {
      return ended;
    } finally {
      lock.unlock();
    }
  }

  /**
   * Says how to interrupt what is about to run, until {@link #finish}.
   *
   * @param interrupt called by another thread, perhaps more than once, perhaps too early or too
   *     late
   * @throws CallEnded if the call has ended already
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
   * Nothing runs any more that could be interrupted. Waits for an interruption that is under way,
   * so that it cannot hit what runs next.
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

  /**
   * Does work that is the same whatever the call asks for, such as finding out who calls: it is
   * part of the call, but what it takes is not counted.
   */
  public <T extends @Nullable Object> T uncounted(Supplier<T> work) {
    counting = false;
    try {
      return work.get();
    } finally {
      counting = true;
    }
  }

  /** Counts an SQL statement that ran for the call. */
  public void countStatement(long nanos) {
    if (counting) {
      statements.incrementAndGet();
      databaseNanos.addAndGet(nanos);
    }
  }

  /** Counts a row that was read for the call. */
  public void countRow() {
    if (counting) {
      rows.incrementAndGet();
    }
  }

  /**
   * Counts what ran for this call and others together: its statements and their time for each of
   * them, its rows in equal parts.
   *
   * @param among how many calls there are
   */
  public void countShare(Call shared, int among) {
    if (counting) {
      statements.addAndGet(shared.statements.get());
      databaseNanos.addAndGet(shared.databaseNanos.get());
      rows.addAndGet(Math.ceilDiv(shared.rows.get(), among));
    }
  }

  /**
   * How many SQL statements ran for the call so far; what begins and ends transactions, and what
   * finds out who calls, is not counted.
   */
  public int statements() {
    return statements.get();
  }

  /** How many rows were read for the call so far. */
  public long rows() {
    return rows.get();
  }

  /** How long the call has waited for the database so far. */
  public Duration databaseTime() {
    return Duration.ofNanos(databaseNanos.get());
  }
}
