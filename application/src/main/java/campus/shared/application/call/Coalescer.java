package campus.shared.application.call;

import campus.shared.domain.CallEnded;
import campus.shared.domain.Overloaded;
import campus.shared.domain.Unavailable;
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
 * Lets look-ups that come while others of their kind are under way share a run, so that a busy
 * database answers many calls at the cost of one. None waits for company: a look-up that finds a
 * free place runs at once and alone; the others run together as soon as a place is free.
 *
 * <p>What is found is never older than the look-up: it takes part only in a run that begins after
 * it.
 *
 * <p>A shared run belongs to no call. A call that ends leaves it at once, and it is interrupted
 * when all of them have. Its statements and the time that it waits for the database count for each
 * of them in full, its rows in equal parts.
 *
 * <p>A shared run that fails may have failed because of one of its keys. So each look-up of it is
 * then done alone, unless the database is away or has too much to do, which is no key's fault.
 *
 * @param <G> the kind: what look-ups that can share a run have in common. Hashed for each look-up
 * @param <K> what is looked up
 * @param <V> what is found
 */
public final class Coalescer<G, K, V> {

  /** Finds what there is for some keys. */
  @FunctionalInterface
  public interface Loader<G, K, V> {

    /**
     * What was found, by key; nothing for keys that have nothing. The keys differ. A shared run
     * works for no call, and in a thread of its own: all that it depends on is in its arguments.
     */
    Map<K, V> load(G kind, Collection<K> keys);
  }

  /** Two of a kind at a time: while one reads its answer, the database works for the other. */
  private static final int LOOK_UPS_AT_A_TIME = 2;

  private static final int LOOK_UPS_TOGETHER = 100;

  /**
   * Bound while a loader works. What it looks up itself runs at once: whoever waits for a place
   * must not have one, or all could wait for each other.
   */
  private static final ScopedValue<Boolean> LOADING = ScopedValue.newInstance();

  private final Loader<G, K, V> loader;
  private final int places;
  private final int together;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<G, Queue> queues = new HashMap<>();

  /** For what takes next to no time for each key. */
  public Coalescer(Loader<G, K, V> loader) {
    this(loader, LOOK_UPS_AT_A_TIME, LOOK_UPS_TOGETHER);
  }

  /**
   * @param places how many runs of a kind there are at a time
   * @param together how many look-ups share one at most
   */
  public Coalescer(Loader<G, K, V> loader, int places, int together) {
    this.loader = loader;
    this.places = places;
    this.together = together;
  }

  /**
   * Finds what there is for a key, null for nothing. Not for use inside of a transaction: a shared
   * run would not see what that has changed, and whoever waits for one would keep a connection from
   * it.
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

  /** Takes a place, or a position in the queue for one. */
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

  /** Leaves a place to those that wait. */
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

  /** All that wait, as one run; null if none do, and then the place is free. */
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

  /** How many look-ups of a kind wait for a place. */
  int waiting(G kind) {
    lock.lock();
    try {
      var queue = queues.get(kind);
      return queue == null ? 0 : queue.waiting.size();
    } finally {
      lock.unlock();
    }
  }

  /** Whether nothing is under way, and so nothing is kept. */
  boolean isIdle() {
    lock.lock();
    try {
      return queues.isEmpty();
    } finally {
      lock.unlock();
    }
  }

  /** What is under way of one kind. Guarded by the lock. */
  private final class Queue {
    private final G kind;

    /** In the order in which they came. */
    private final LinkedHashSet<LookUp> waiting = new LinkedHashSet<>();

    private int running;

    Queue(G kind) {
      this.kind = kind;
    }
  }

  /** How a look-up ended. */
  private sealed interface Outcome<V> {

    record Found<V>(@Nullable V value, Call run, int among) implements Outcome<V> {}

    record Failed<V>(RuntimeException error, boolean perhapsOfAnother, Call run, int among)
        implements Outcome<V> {}

    record GivenUp<V>() implements Outcome<V> {}
  }

  /** A look-up that runs at once, or waits for its turn and then for its run. */
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

    /** Waits no longer, if it still does. */
    private void giveUp() {
      if (outcome.isDone()) {
        return;
      }
      var abandoned = quit();
      if (abandoned != null) {
        // Interrupting it may take a while, and nobody waits for that.
        Thread.ofVirtual()
            .name("look-ups given up")
            .inheritInheritableThreadLocals(false)
            .start(() -> abandoned.call.end(CallEnded.cancelled()));
      }
    }

    /** Leaves the queue or the run; answers the run if nobody waits for it any more. */
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

  /** Look-ups that are done together. */
  private final class SharedRun {
    private final G kind;
    private final List<LookUp> lookUps;
    private final Call call = new Call("");

    /** How many look-ups still wait for it. Guarded by the lock. */
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
      } catch (Throwable e) { // whatever it is, nobody may be left waiting
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
