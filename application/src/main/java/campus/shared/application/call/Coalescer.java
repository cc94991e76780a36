package campus.shared.application.call;

import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Unavailable;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets concurrent look-ups of one kind share a run, so that a busy database answers many calls at
 * the cost of one. A look-up that finds a free place runs at once and alone; the others run
 * together as soon as a place is free.
 *
 * <p>A result is never older than its look-up, which only joins runs that begin after it.
 *
 * <p>A shared run belongs to no call. A call that ends leaves it at once; the run is interrupted
 * when all its calls have left. Its statements and database time count in full for each call, its
 * rows in equal parts.
 *
 * <p>After a shared run fails, each look-up runs alone, since another key may have caused the
 * failure. An unavailable or overloaded database is reported without that retry.
 *
 * @param <G> the kind; look-ups of equal kinds may share a run
 * @param <K> the key
 * @param <V> the result
 */
public final class Coalescer<G, K, V> {

  /** Loads the results of some keys. */
  @FunctionalInterface
  public interface Loader<G, K, V> {

    /**
     * Returns the results by key, without the keys that have none. A shared run has a thread of its
     * own and no call in progress, so the arguments must hold all that it depends on.
     *
     * @param keys without duplicates
     */
    Map<K, V> load(G kind, Collection<K> keys);
  }

  /** Two of a kind at a time: while one reads its answer, the database works for the other. */
  private static final int LOOK_UPS_AT_A_TIME = 2;

  private static final int LOOK_UPS_TOGETHER = 100;

  /**
   * Bound while a loader works. Its own look-ups run at once: if it waited for a place while it
   * held one, all holders could deadlock.
   */
  private static final ScopedValue<Boolean> LOADING = ScopedValue.newInstance();

  private final Loader<G, K, V> loader;
  private final int places;
  private final int together;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<G, Queue> queues = new HashMap<>();

  /** For look-ups that are cheap for each key. */
  public Coalescer(Loader<G, K, V> loader) {
    this(loader, LOOK_UPS_AT_A_TIME, LOOK_UPS_TOGETHER);
  }

  /**
   * @param places the most concurrent runs of a kind
   * @param together the most look-ups in one run
   */
  public Coalescer(Loader<G, K, V> loader, int places, int together) {
    this.loader = loader;
    this.places = places;
    this.together = together;
  }

  /**
   * Looks up a key; null if it has no result. Do not call this inside a transaction: a shared run
   * does not see its changes, and waiting would hold a connection.
   *
   * @throws CallEnded as soon as the call in progress ends
   */
  public @Nullable V find(G kind, K key) {
    if (LOADING.isBound()) {
      return alone(kind, key);
    }
    var lookUp = enter(kind, key);
    if (!lookUp.atOnce) {
      return lookUp.await();
    }
    try {
      return alone(kind, key);
    } finally {
      leave(lookUp.queue);
    }
  }

  private @Nullable V alone(G kind, K key) {
    return load(kind, List.of(key)).get(key);
  }

  private Map<K, V> load(G kind, Collection<K> keys) {
    return ScopedValue.where(LOADING, true).call(() -> loader.load(kind, keys));
  }

  private LookUp enter(G kind, K key) {
    lock.lock();
    try {
      var queue = queues.computeIfAbsent(kind, Queue::new);
      boolean free = queue.running < places;
      var lookUp = new LookUp(queue, key, free);
      if (free) {
        queue.running++;
      } else {
        queue.waiting.add(lookUp);
      }
      return lookUp;
    } finally {
      lock.unlock();
    }
  }

  /** Passes a place on to the waiting look-ups. */
  private void leave(Queue queue) {
    var first = next(queue);
    if (first != null) {
      Thread.ofVirtual()
          .name("look-ups")
          .inheritInheritableThreadLocals(false)
          .start(() -> {
            for (var run = first; run != null; run = next(queue)) {
              run.run();
            }
          });
    }
  }

  /** Returns the waiting look-ups as one run; null, and frees the place, if there are none. */
  private @Nullable SharedRun next(Queue queue) {
    lock.lock();
    try {
      if (queue.waiting.isEmpty()) {
        queue.running--;
        if (queue.running == 0) {
          queues.remove(queue.kind);
        }
        return null;
      }
      var lookUps = new ArrayList<LookUp>();
      while (lookUps.size() < together && !queue.waiting.isEmpty()) {
        lookUps.add(queue.waiting.removeFirst());
      }
      return new SharedRun(queue.kind, lookUps);
    } finally {
      lock.unlock();
    }
  }

  int waiting(G kind) {
    lock.lock();
    try {
      var queue = queues.get(kind);
      return queue == null ? 0 : queue.waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether no look-up is running or waiting. */
  boolean isIdle() {
    lock.lock();
    try {
      return queues.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** The look-ups of one kind. Guarded by the lock. */
  private final class Queue {
    private final G kind;

    /** In order of arrival. */
    private final LinkedHashSet<LookUp> waiting = new LinkedHashSet<>();

    private int running;

    Queue(G kind) {
      this.kind = kind;
    }
  }

  private sealed interface Outcome<V> {

    record Found<V>(@Nullable V value, Call run, int among) implements Outcome<V> {}

    record Failed<V>(RuntimeException error, boolean perhapsOfAnother, Call run, int among)
        implements Outcome<V> {}

    record GivenUp<V>() implements Outcome<V> {}
  }

  private final class LookUp {
    private final Queue queue;
    private final K key;
    private final boolean atOnce;
    private final CompletableFuture<Outcome<V>> outcome = new CompletableFuture<>();

    /** Guarded by the lock. */
    private @Nullable SharedRun run;

    LookUp(Queue queue, K key, boolean atOnce) {
      this.queue = queue;
      this.key = key;
      this.atOnce = atOnce;
    }

    @Nullable V await() {
      var call = Call.current();
      Outcome<V> ended;
      try {
        call.begin(this::giveUp);
        ended = outcome.join();
      } finally {
        call.finish();
        giveUp();
      }
      return switch (ended) {
        case Outcome.Found<V> found -> {
          call.countShare(found.run(), found.among());
          yield found.value();
        }
        case Outcome.Failed<V> failed -> {
          call.countShare(failed.run(), failed.among());
          if (failed.perhapsOfAnother()) {
            yield alone(queue.kind, key);
          }
          throw failed.error();
        }
        case Outcome.GivenUp<V> _ -> {
          var why = call.ended();
          throw why == null ? CallEnded.cancelled() : why;
        }
      };
    }

    /** Stops waiting. */
    private void giveUp() {
      if (outcome.isDone()) {
        return;
      }
      var abandoned = quit();
      if (abandoned != null) {
        // Interrupting may block, and no call waits for it.
        Thread.ofVirtual()
            .name("look-ups given up")
            .inheritInheritableThreadLocals(false)
            .start(() -> abandoned.call.end(CallEnded.cancelled()));
      }
    }

    /** Leaves the queue or the run; returns the run if no look-up waits for it any more. */
    private @Nullable SharedRun quit() {
      lock.lock();
      try {
        if (!outcome.complete(new Outcome.GivenUp<>())) {
          return null;
        }
        if (run == null) {
          queue.waiting.remove(this);
          return null;
        }
        run.awaited--;
        return run.awaited == 0 ? run : null;
      } finally {
        lock.unlock();
      }
    }
  }

  private final class SharedRun {
    private final G kind;
    private final List<LookUp> lookUps;
    private final Call call = new Call("");

    /** The number of look-ups that still wait for it. Guarded by the lock. */
    private int awaited;

    SharedRun(G kind, List<LookUp> lookUps) {
      this.kind = kind;
      this.lookUps = lookUps;
      this.awaited = lookUps.size();
      lookUps.forEach(lookUp -> lookUp.run = this);
    }

    void run() {
      boolean several = lookUps.size() > 1;
      try {
        var keys = new LinkedHashSet<K>();
        lookUps.forEach(lookUp -> keys.add(lookUp.key));
        several = keys.size() > 1;
        var found = call.during(() -> load(kind, keys));
        for (var lookUp : lookUps) {
          lookUp.outcome.complete(new Outcome.Found<>(found.get(lookUp.key), call, lookUps.size()));
        }
      } catch (Unavailable | Overloaded e) {
        fail(e, false);
      } catch (RuntimeException e) {
        fail(e, several);
      } catch (Throwable e) { // no look-up may be left waiting
        fail(new IllegalStateException("a shared look-up failed", e), true);
      }
    }

    private void fail(RuntimeException error, boolean perhapsOfAnother) {
      lookUps.forEach(lookUp ->
          lookUp.outcome.complete(
              new Outcome.Failed<>(error, perhapsOfAnother, call, lookUps.size())));
    }
  }
}
