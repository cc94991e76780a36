package campus.shared.application;

import campus.shared.domain.CallEnded;
import campus.shared.domain.Unavailable;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
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
 * @param <G> the kind: what look-ups that can share a run have in common
 * @param <K> what is looked up
 * @param <V> what is found
 */
public final class Coalescer<G, K, V> {

  /** Finds what there is for some keys. */
  @FunctionalInterface
  public interface Loader<G, K, V> {

    /** What was found, by key; nothing for keys that have nothing. */
    Map<K, V> load(G kind, Collection<K> keys);
  }

  /** Two of a kind at a time: while one reads its answer, the database works for the other. */
  private static final int PLACES = 2;

  private static final int MAX_KEYS = 100;

  private final Loader<G, K, V> loader;
  private final ReentrantLock lock = new ReentrantLock();
  private final Map<G, Queue> queues = new HashMap<>();

  public Coalescer(Loader<G, K, V> loader) {
    this.loader = loader;
  }

  /**
   * Finds what there is for a key, null for nothing. Not for use inside of a transaction: a shared
   * run would not see what that has changed.
   *
   * @throws CallEnded as soon as the call in progress ends
   */
  public @Nullable V find(G kind, K key) {
    var lookUp = enter(kind, key);
    if (!lookUp.atOnce) {
      return lookUp.await();
    }
    try {
      return lookUp.alone();
    } finally {
      leave(lookUp.queue);
    }
  }

  /** Takes a place, or a position in the queue for one. */
  private LookUp enter(G kind, K key) {
    lock.lock();
    try {
      var queue = queues.computeIfAbsent(kind, Queue::new);
      boolean free = queue.running < PLACES;
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
          .name("look-up")
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
      while (lookUps.size() < MAX_KEYS && !queue.waiting.isEmpty()) {
        lookUps.add(queue.waiting.remove());
      }
      return new SharedRun(queue.kind, lookUps);
    } finally {
      lock.unlock();
    }
  }

  /** What is under way of one kind. Guarded by the lock. */
  private final class Queue {
    private final G kind;
    private final Deque<LookUp> waiting = new ArrayDeque<>();
    private int running;

    Queue(G kind) {
      this.kind = kind;
    }
  }

  /** How a look-up ended. */
  private sealed interface Outcome<V> {

    record Found<V>(@Nullable V value, Call run, int among) implements Outcome<V> {}

    record Failed<V>(RuntimeException error, boolean perhapsOfAnother) implements Outcome<V> {}

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

    @Nullable V alone() {
      return loader.load(queue.kind, List.of(key)).get(key);
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
          if (failed.perhapsOfAnother()) {
            yield alone();
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
      if (!outcome.complete(new Outcome.GivenUp<>())) {
        return;
      }
      SharedRun abandoned = null;
      lock.lock();
      try {
        if (run == null) {
          queue.waiting.remove(this);
        } else if (--run.awaited == 0) {
          abandoned = run;
        }
      } finally {
        lock.unlock();
      }
      if (abandoned != null) {
        abandoned.call.end(CallEnded.cancelled());
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
      var keys = new LinkedHashSet<K>();
      lookUps.forEach(lookUp -> keys.add(lookUp.key));
      try {
        var found = call.during(() -> loader.load(kind, keys));
        for (var lookUp : lookUps) {
          lookUp.outcome.complete(new Outcome.Found<>(found.get(lookUp.key), call, lookUps.size()));
        }
      } catch (RuntimeException e) {
        fail(e, keys.size() > 1 && !(e instanceof Unavailable));
      } catch (Error e) {
        fail(new IllegalStateException("a shared look-up failed", e), true);
      }
    }

    private void fail(RuntimeException error, boolean perhapsOfAnother) {
      lookUps.forEach(
          lookUp -> lookUp.outcome.complete(new Outcome.Failed<>(error, perhapsOfAnother)));
    }
  }
}
