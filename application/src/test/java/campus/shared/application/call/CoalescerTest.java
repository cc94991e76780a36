package campus.shared.application.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.Overloaded;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** With real threads, which wait for each other and never for time. */
@Timeout(60)
class CoalescerTest {

  private static final String KIND = "kind";

  /** A run of the loader, which ends when the test says so. */
  private static final class Run {
    private final String kind;
    private final List<Integer> keys;
    private final Call call = Call.current();
    private final Thread thread = Thread.currentThread();
    private final CompletableFuture<Supplier<Map<Integer, String>>> end = new CompletableFuture<>();

    Run(String kind, Collection<Integer> keys) {
      this.kind = kind;
      this.keys = List.copyOf(keys);
    }

    void answers(Map<Integer, String> found) {
      end.complete(() -> found);
    }

    void answersAll() {
      answers(keys.stream().collect(Collectors.toMap(key -> key, key -> "value " + key)));
    }

    void does(Supplier<Map<Integer, String>> work) {
      end.complete(work);
    }

    void fails(RuntimeException error) {
      does(() -> {
        throw error;
      });
    }

    void fails(Error error) {
      does(() -> {
        throw error;
      });
    }
  }

  private final BlockingQueue<Run> runs = new LinkedBlockingQueue<>();
  private final Coalescer<String, Integer, String> coalescer =
      new Coalescer<>((kind, keys) -> {
        var run = new Run(kind, keys);
        runs.add(run);
        return run.end.join().get();
      });

  private CompletableFuture<@Nullable String> find(int key) {
    return find(new Call("c"), key);
  }

  private CompletableFuture<@Nullable String> find(Call call, int key) {
    return CompletableFuture.supplyAsync(
        () -> call.<@Nullable String>during(() -> coalescer.find(KIND, key)),
        Thread::startVirtualThread);
  }

  /** A look-up that finds all places taken. */
  private CompletableFuture<@Nullable String> findLater(Call call, int key) {
    int before = coalescer.waiting(KIND);
    var found = find(call, key);
    await(() -> coalescer.waiting(KIND) == before + 1);
    return found;
  }

  private CompletableFuture<@Nullable String> findLater(int key) {
    return findLater(new Call("c"), key);
  }

  private List<Run> takeAllPlaces() throws InterruptedException {
    var taken = new ArrayList<Run>();
    for (int key = -1; key >= -2; key--) {
      assertThat(find(key)).isNotDone();
      taken.add(runs.take());
    }
    return taken;
  }

  @SuppressWarnings("ThreadPriorityCheck") // it lets others run, whichever they are
  private static void await(BooleanSupplier condition) {
    while (!condition.getAsBoolean()) {
      Thread.yield();
    }
  }

  private static Throwable failureOf(CompletableFuture<?> future) {
    try {
      throw new AssertionError("it answers " + future.join());
    } catch (CompletionException e) {
      return Objects.requireNonNull(e.getCause());
    }
  }

  private void nothingIsLeft() {
    await(coalescer::isIdle);
    assertThat(runs).isEmpty();
  }

  @Test
  void runsAtOnceAndAloneAsAPartOfItsCallWhenNothingIsUnderWay() throws Exception {
    var call = new Call("c");
    var found = find(call, 1);
    var run = runs.take();

    assertThat(run.kind).isEqualTo(KIND);
    assertThat(run.keys).containsExactly(1);
    assertThat(run.call).isSameAs(call);
    run.answersAll();
    assertThat(found.join()).isEqualTo("value 1");
    nothingIsLeft();
  }

  @Test
  void runsInTheThreadThatAsksWhenNothingIsUnderWay() {
    var threads = new ArrayList<Thread>();
    var direct =
        new Coalescer<String, Integer, String>((_, _) -> {
          threads.add(Thread.currentThread());
          return Map.of();
        });

    assertThat(direct.find(KIND, 1)).isNull();
    assertThat(direct.find(KIND, 2)).isNull();

    assertThat(threads).containsExactly(Thread.currentThread(), Thread.currentThread());
  }

  @Test
  void lookUpsThatComeWhileAllPlacesAreTakenShareARun() throws Exception {
    var taken = takeAllPlaces();
    var one = findLater(1);
    var two = findLater(2);
    var three = findLater(3);
    assertThat(runs).isEmpty();

    taken.getFirst().answersAll();
    var shared = runs.take();

    assertThat(shared.keys).containsExactly(1, 2, 3);
    assertThat(shared.thread).isNotSameAs(taken.getFirst().thread);
    shared.answersAll();
    assertThat(List.of(one.join(), two.join(), three.join()))
        .containsExactly("value 1", "value 2", "value 3");
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void kindsDoNotWaitForEachOther() throws Exception {
    var taken = takeAllPlaces();
    var other =
        CompletableFuture.supplyAsync(() -> coalescer.find("other", 1), Thread::startVirtualThread);
    var run = runs.take();

    assertThat(run.kind).isEqualTo("other");
    run.answersAll();
    assertThat(other.join()).isEqualTo("value 1");
    taken.forEach(Run::answersAll);
    nothingIsLeft();
  }

  @Test
  void whatComesDuringARunTakesPartInTheNextOne() throws Exception {
    var taken = takeAllPlaces();
    var early = findLater(1);
    taken.getFirst().answersAll();
    var first = runs.take();
    var late = findLater(1);

    first.answers(Map.of(1, "old"));
    var second = runs.take();
    second.answers(Map.of(1, "new"));

    assertThat(early.join()).isEqualTo("old");
    assertThat(late.join()).isEqualTo("new");
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void findsNothingForKeysThatHaveNothing() throws Exception {
    var taken = takeAllPlaces();
    var here = findLater(1);
    var missing = findLater(2);
    taken.getFirst().answers(Map.of());
    var shared = runs.take();

    shared.answers(Map.of(1, "here"));

    assertThat(here.join()).isEqualTo("here");
    assertThat(missing.join()).isNull();
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void asksForEqualKeysOnce() throws Exception {
    var taken = takeAllPlaces();
    var found = List.of(findLater(1), findLater(2), findLater(1));
    taken.getFirst().answersAll();
    var shared = runs.take();

    assertThat(shared.keys).containsExactly(1, 2);
    shared.answersAll();
    assertThat(found.stream().map(CompletableFuture::join))
        .containsExactly("value 1", "value 2", "value 1");
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void noMoreThanAHundredShareARun() throws Exception {
    var taken = takeAllPlaces();
    var found = IntStream.range(0, 250).mapToObj(this::findLater).toList();
    taken.getFirst().answersAll();
    var sizes = new ArrayList<Integer>();
    for (int i = 0; i < 3; i++) {
      var shared = runs.take();
      sizes.add(shared.keys.size());
      shared.answersAll();
    }

    assertThat(sizes).containsExactly(100, 100, 50);
    for (int i = 0; i < 250; i++) {
      assertThat(found.get(i).join()).isEqualTo("value " + i);
    }
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void whatIsNoKeysFaultFailsAll() throws Exception {
    for (var error :
        List.of(
            new Unavailable(Reason.DATABASE_UNAVAILABLE, "away", Duration.ofSeconds(1)),
            new Overloaded("too much", Duration.ofSeconds(1)))) {
      var taken = takeAllPlaces();
      var found = List.of(findLater(1), findLater(2));
      taken.getFirst().answersAll();
      runs.take().fails(error);

      assertThat(found).allSatisfy(one -> assertThat(failureOf(one)).isSameAs(error));
      taken.getLast().answersAll();
      nothingIsLeft();
    }
  }

  @Test
  void aBadKeyFailsNobodyElse() throws Exception {
    var taken = takeAllPlaces();
    var good = findLater(1);
    var bad = findLater(2);
    taken.getFirst().answersAll();
    runs.take().fails(new IllegalArgumentException("some key is bad"));

    for (int i = 0; i < 2; i++) {
      var alone = runs.take();
      if (alone.keys.equals(List.of(1))) {
        alone.answersAll();
      } else {
        assertThat(alone.keys).containsExactly(2);
        alone.fails(new IllegalArgumentException("2 is bad"));
      }
    }

    assertThat(good.join()).isEqualTo("value 1");
    assertThat(failureOf(bad)).hasMessage("2 is bad");
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void whatFailsForOneKeyIsNotTriedAgain() throws Exception {
    var taken = takeAllPlaces();
    var found = List.of(findLater(1), findLater(1));
    taken.getFirst().answersAll();
    runs.take().fails(new IllegalArgumentException("1 is bad"));

    assertThat(found).allSatisfy(one -> assertThat(failureOf(one)).hasMessage("1 is bad"));
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void aFailureOfALookUpThatRunsAtOnceLeavesItsPlace() throws Exception {
    var taken = takeAllPlaces();
    var waiting = findLater(1);

    taken.getFirst().fails(new StackOverflowError());

    var next = runs.take();
    next.answersAll();
    assertThat(waiting.join()).isEqualTo("value 1");
    taken.getLast().fails(new IllegalStateException());
    nothingIsLeft();
  }

  @Test
  void errorsLeaveNobodyWaiting() throws Exception {
    for (int keys = 1; keys <= 2; keys++) {
      var taken = takeAllPlaces();
      var found = List.of(findLater(1), findLater(keys));
      taken.getFirst().answersAll();
      runs.take().fails(new AssertionError("of the shared run"));
      for (int i = 0; i < 2; i++) {
        runs.take().fails(new AssertionError("of its own"));
      }

      assertThat(found).allSatisfy(one -> assertThat(failureOf(one)).hasMessage("of its own"));
      taken.getLast().answersAll();
      nothingIsLeft();
    }
  }

  @Test
  @SuppressWarnings("NullAway") // a loader that does not keep its promise
  void aLoaderThatAnswersNothingAtAllLeavesNobodyWaiting() throws Exception {
    var taken = takeAllPlaces();
    var found = List.of(findLater(1), findLater(2));
    taken.getFirst().does(() -> null);
    runs.take().does(() -> null);
    for (int i = 0; i < 2; i++) {
      runs.take().does(() -> null);
    }

    assertThat(found)
        .allSatisfy(one -> assertThat(failureOf(one)).isInstanceOf(NullPointerException.class));
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  /** A key that cannot be put together with others. */
  private record BadKey() {
    @Override
    public int hashCode() {
      throw new UnsupportedOperationException("bad key");
    }
  }

  @Test
  void aKeyThatCannotBeComparedLeavesNobodyWaiting() throws Exception {
    var begun = new LinkedBlockingQueue<CountDownLatch>();
    var any =
        new Coalescer<String, Object, String>((_, keys) -> {
          var end = new CountDownLatch(1);
          begun.add(end);
          awaitUninterruptibly(end);
          var found = new HashMap<Object, String>();
          keys.forEach(key -> found.put(key, "value"));
          return found;
        });
    var found = new ArrayList<CompletableFuture<@Nullable String>>();
    var ends = new ArrayList<CountDownLatch>();
    for (int i = 0; i < 2; i++) {
      int key = i;
      Thread.startVirtualThread(() -> any.find(KIND, key));
      ends.add(begun.take());
    }
    for (var key : List.of(1, new BadKey(), 2)) {
      found.add(find(any, key));
      int waiting = found.size();
      await(() -> any.waiting(KIND) == waiting);
    }
    ends.forEach(CountDownLatch::countDown);
    for (int i = 0; i < 3; i++) {
      begun.take().countDown();
    }

    assertThat(found.get(0).join()).isEqualTo("value");
    assertThat(failureOf(found.get(1))).hasMessage("bad key");
    assertThat(found.get(2).join()).isEqualTo("value");
    await(any::isIdle);
  }

  private static CompletableFuture<@Nullable String> find(
      Coalescer<String, Object, String> coalescer, Object key) {
    return CompletableFuture.supplyAsync(
        () -> coalescer.find(KIND, key), Thread::startVirtualThread);
  }

  private static void awaitUninterruptibly(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void aCallThatEndsBeforeItsTurnLeavesAtOnce() throws Exception {
    var taken = takeAllPlaces();
    var call = new Call("c");
    var ended = findLater(call, 1);
    var other = findLater(2);

    call.end(CallEnded.deadlinePassed());

    assertThat(failureOf(ended))
        .isInstanceOfSatisfying(
            CallEnded.class, e -> assertThat(e.reason()).isEqualTo(Reason.DEADLINE_PASSED));
    assertThat(coalescer.waiting(KIND)).isEqualTo(1);
    taken.getFirst().answersAll();
    var shared = runs.take();
    assertThat(shared.keys).containsExactly(2);
    shared.answersAll();
    assertThat(other.join()).isEqualTo("value 2");
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void aCallThatHasEndedDoesNotWait() throws Exception {
    var taken = takeAllPlaces();
    var call = new Call("c");
    call.end(CallEnded.cancelled());

    assertThat(failureOf(find(call, 1))).isInstanceOf(CallEnded.class);

    assertThat(coalescer.waiting(KIND)).isZero();
    taken.forEach(Run::answersAll);
    nothingIsLeft();
  }

  @Test
  void whenAllThatWaitHaveGoneNothingMoreRuns() throws Exception {
    var taken = takeAllPlaces();
    var call = new Call("c");
    var ended = findLater(call, 1);
    call.end(CallEnded.cancelled());
    assertThat(failureOf(ended)).isInstanceOf(CallEnded.class);

    taken.forEach(Run::answersAll);

    nothingIsLeft();
  }

  @Test
  void aRunGoesOnUntilTheLastThatWaitsForItHasGone() throws Exception {
    var taken = takeAllPlaces();
    var first = new Call("1");
    var last = new Call("2");
    var ofFirst = findLater(first, 1);
    var ofLast = findLater(last, 2);
    taken.getFirst().answersAll();
    var shared = runs.take();

    first.end(CallEnded.cancelled());
    assertThat(failureOf(ofFirst)).isInstanceOf(CallEnded.class);
    assertThat(shared.call.ended()).isNull();

    last.end(CallEnded.deadlinePassed());
    assertThat(failureOf(ofLast)).hasMessageContaining("deadline");
    await(() -> shared.call.ended() != null);
    shared.fails(CallEnded.cancelled());
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void aRunAnswersThoseThatStay() throws Exception {
    var taken = takeAllPlaces();
    var goes = new Call("1");
    var gone = findLater(goes, 1);
    var stays = findLater(2);
    taken.getFirst().answersAll();
    var shared = runs.take();

    goes.end(CallEnded.cancelled());
    assertThat(failureOf(gone)).isInstanceOf(CallEnded.class);
    shared.answersAll();

    assertThat(stays.join()).isEqualTo("value 2");
    assertThat(shared.call.ended()).isNull();
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void theLastToGoDoesNotWaitUntilTheRunHearsOfIt() throws Exception {
    var taken = takeAllPlaces();
    var call = new Call("c");
    var found = findLater(call, 1);
    taken.getFirst().answersAll();
    var shared = runs.take();
    var heard = new CountDownLatch(1);
    var deaf = new CountDownLatch(1);
    shared.call.begin(() -> {
      heard.countDown();
      awaitUninterruptibly(deaf);
    });

    call.end(CallEnded.cancelled());

    assertThat(failureOf(found)).isInstanceOf(CallEnded.class);
    heard.await();
    deaf.countDown();
    shared.call.finish();
    shared.answersAll();
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void aRunWhoseCallsHaveGoneKeepsItsPlaceUntilItHasEnded() throws Exception {
    var taken = takeAllPlaces();
    var call = new Call("c");
    var gone = findLater(call, 1);
    taken.getFirst().answersAll();
    var shared = runs.take();
    call.end(CallEnded.cancelled());
    assertThat(failureOf(gone)).isInstanceOf(CallEnded.class);
    var next = findLater(2);
    assertThat(runs).isEmpty();

    shared.fails(CallEnded.cancelled());

    runs.take().answersAll();
    assertThat(next.join()).isEqualTo("value 2");
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void countsWhatARunCostsForEachOfItsCalls() throws Exception {
    var taken = takeAllPlaces();
    var calls = List.of(new Call("1"), new Call("2"));
    var found = calls.stream().map(call -> findLater(call, 1)).toList();
    var authenticating = new Call("3");
    var uncounted =
        CompletableFuture.supplyAsync(
            () ->
                authenticating.<@Nullable String>during(() ->
                    authenticating.<@Nullable String>uncounted(() -> coalescer.find(KIND, 3))),
            Thread::startVirtualThread);
    await(() -> coalescer.waiting(KIND) == 3);
    taken.getFirst().answersAll();
    var shared = runs.take();
    shared.does(() -> {
      cost(7);
      return Map.of(1, "one");
    });

    found.forEach(CompletableFuture::join);
    assertThat(uncounted.join()).isNull();

    for (var call : calls) {
      assertThat(call.statements()).isEqualTo(1);
      assertThat(call.databaseTime()).isEqualTo(Duration.ofNanos(500));
      assertThat(call.rows()).isEqualTo(3);
    }
    assertThat(authenticating.statements()).isZero();
    assertThat(authenticating.rows()).isZero();
    assertThat(authenticating.databaseTime()).isZero();
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  @Test
  void countsWhatARunThatFailedCost() throws Exception {
    var taken = takeAllPlaces();
    var call = new Call("c");
    var found = findLater(call, 1);
    var other = findLater(2);
    taken.getFirst().answersAll();
    runs.take()
        .does(() -> {
          cost(0);
          throw new IllegalStateException();
        });
    for (int i = 0; i < 2; i++) {
      runs.take()
          .does(() -> {
            cost(1);
            return Map.of();
          });
    }
    found.join();
    other.join();

    assertThat(call.statements()).isEqualTo(2);
    assertThat(call.rows()).isEqualTo(1);
    taken.getLast().answersAll();
    nothingIsLeft();
  }

  private static void cost(int rows) {
    Call.current().countStatement(500);
    for (int i = 0; i < rows; i++) {
      Call.current().countRow();
    }
  }

  @Test
  void whatALoaderLooksUpItselfWaitsForNobody() {
    // Each of those that have a place looks up in a chain that is longer than there are places.
    var barrier = new CyclicBarrier(2);
    var self = new CompletableFuture<Coalescer<String, Integer, String>>();
    var recursive =
        new Coalescer<String, Integer, String>((kind, keys) -> {
          var found = new HashMap<Integer, String>();
          for (int key : keys) {
            if (key >= 10) {
              meet(barrier);
            }
            found.put(
                key, key % 10 == 0 ? "end" : key + " " + self.join().find(kind, key % 10 - 1));
          }
          return found;
        });
    self.complete(recursive);

    var found =
        IntStream.of(13, 23)
            .mapToObj(key ->
                CompletableFuture.supplyAsync(
                    () -> recursive.find(KIND, key), Thread::startVirtualThread))
            .toList();

    assertThat(found.stream().map(CompletableFuture::join))
        .containsExactly("13 2 1 end", "23 2 1 end");
    assertThat(recursive.isIdle()).isTrue();
  }

  private static void meet(CyclicBarrier barrier) {
    try {
      barrier.await();
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Test
  void forgetsKindsThatAreIdle() {
    var direct =
        new Coalescer<Integer, Integer, String>((kind, keys) -> {
          if (kind % 2 == 0) {
            throw new IllegalStateException();
          }
          return Map.of();
        });
    for (int i = 0; i < 100; i++) {
      int kind = i;
      if (kind % 2 == 0) {
        assertThatThrownBy(() -> direct.find(kind, 1)).isInstanceOf(IllegalStateException.class);
      } else {
        assertThat(direct.find(kind, 1)).isNull();
      }
    }

    assertThat(direct.isIdle()).isTrue();
  }

  private static final int THREADS = 60;
  private static final int LOOK_UPS = 300;
  private static final int KEYS = 25;

  /** A key that fails, and one that is not there. */
  private static final int BAD = 3;

  private static final int MISSING = 4;

  /** What is looked up at random: a number that only grows, so that it tells how old it is. */
  private final AtomicInteger state = new AtomicInteger();

  @SuppressWarnings("ThreadPriorityCheck") // it lets others run, whichever they are
  private Map<Integer, Integer> loadAnything(Collection<Integer> keys) {
    var call = Call.current();
    call.begin(() -> {});
    try {
      Thread.yield();
      if (keys.contains(BAD)) {
        throw new IllegalArgumentException("bad key among " + keys);
      }
      int now = state.get();
      Thread.yield();
      return keys.stream()
          .filter(key -> key != MISSING)
          .collect(Collectors.toMap(key -> key, key -> now * KEYS + key));
    } finally {
      call.finish();
    }
  }

  @Test
  void thousandsOfLookUpsAllEndWithTheRightAnswer() throws Exception {
    var mixed = new Coalescer<Integer, Integer, Integer>((_, keys) -> loadAnything(keys));
    var endings = new ArrayList<CompletableFuture<Integer>>();
    for (int i = 0; i < THREADS; i++) {
      var random = new Random(i);
      endings.add(
          CompletableFuture.supplyAsync(
              () -> IntStream.range(0, LOOK_UPS).map(_ -> lookUpAnything(mixed, random)).sum(),
              Thread::startVirtualThread));
    }

    int answered = endings.stream().mapToInt(CompletableFuture::join).sum();

    assertThat(answered).isGreaterThan(THREADS * LOOK_UPS / 2);
    await(mixed::isIdle);
  }

  /** Looks up something, with a call that perhaps ends; tells how many answers there were. */
  private int lookUpAnything(Coalescer<Integer, Integer, Integer> mixed, Random random) {
    var call = new Call("c");
    boolean ends = random.nextInt(4) == 0;
    int key = random.nextInt(KEYS);
    int kind = random.nextInt(3);
    if (ends) {
      Thread.startVirtualThread(() -> call.end(CallEnded.cancelled()));
    }
    int before = state.incrementAndGet();
    try {
      var found = call.<@Nullable Integer>during(() -> mixed.find(kind, key));
      assertThat(key).isNotEqualTo(BAD);
      if (key == MISSING) {
        assertThat(found).isNull();
      } else {
        int answer = Objects.requireNonNull(found);
        assertThat(answer % KEYS).isEqualTo(key);
        assertThat(answer / KEYS).isBetween(before, state.get());
      }
      return 1;
    } catch (CallEnded e) {
      assertThat(ends).isTrue();
      return 0;
    } catch (IllegalArgumentException e) {
      assertThat(key).isEqualTo(BAD);
      assertThat(e).hasMessage("bad key among [" + BAD + "]");
      return 0;
    }
  }
}
