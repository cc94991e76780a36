package campus.shared.application.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.CallEnded;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class CallTest {

  @Test
  void isCurrentWhileItsWorkRuns() {
    var call = new Call("c");

    assertThat(call.<Call>during(Call::current)).isSameAs(call);
    assertThat(Call.current()).isNotSameAs(call);
  }

  @Test
  void refusesWhatBeginsAfterItsEnd() {
    var call = new Call("c");
    call.end(CallEnded.deadlinePassed());
    call.end(CallEnded.cancelled());

    assertThatThrownBy(() -> call.begin(() -> {})).hasMessageContaining("deadline");
    assertThatThrownBy(() -> call.pause(Duration.ofMinutes(1))).isInstanceOf(CallEnded.class);
  }

  @Test
  void interruptsUntilWhatRunsHasFinished() throws Exception {
    var call = new Call("c");
    var interruptions = new AtomicInteger();
    var heard = new CountDownLatch(1);
    // Deaf to the first two, as a statement is that has not reached the database yet.
    call.begin(() -> {
      if (interruptions.incrementAndGet() == 3) {
        heard.countDown();
      }
    });
    var ended =
        CompletableFuture.runAsync(
            () -> call.end(CallEnded.cancelled()), Thread::startVirtualThread);

    heard.await();
    call.finish();
    ended.get();

    assertThat(interruptions.get()).isGreaterThanOrEqualTo(3);
  }

  @Test
  void finishesNoSoonerThanAnInterruptionUnderWay() throws Exception {
    var call = new Call("c");
    var begun = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var over = new AtomicBoolean();
    call.begin(() -> {
      begun.countDown();
      try {
        release.await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
      over.set(true);
    });
    var ended =
        CompletableFuture.runAsync(
            () -> call.end(CallEnded.cancelled()), Thread::startVirtualThread);
    begun.await();
    Thread.startVirtualThread(release::countDown);

    call.finish();

    assertThat(over).isTrue();
    ended.get();
  }

  @Test
  void wakesUpWhenItEnds() throws Exception {
    var call = new Call("c");
    var waiting = new CountDownLatch(1);
    var paused =
        CompletableFuture.runAsync(() -> {
          waiting.countDown();
          call.pause(Duration.ofMinutes(5));
        });
    waiting.await();

    call.end(CallEnded.cancelled());

    assertThatThrownBy(paused::join).hasCauseInstanceOf(CallEnded.class);
  }

  @Test
  void counts() {
    var call = new Call("c");
    call.countStatement(2_000);
    call.countStatement(3_000);
    call.countRow();

    assertThat(call.statements()).isEqualTo(2);
    assertThat(call.rows()).isEqualTo(1);
    assertThat(call.databaseTime()).isEqualTo(Duration.ofNanos(5_000));
  }

  @Test
  void countsWhatItTakesButNotWhatEveryCallTakes() {
    var call = new Call("c");

    call.countStatement(2);
    call.uncounted(() -> {
      call.countStatement(3);
      call.countRow();
      return true;
    });
    call.countRow();

    assertThat(call.statements()).isEqualTo(1);
    assertThat(call.rows()).isEqualTo(1);
    assertThat(call.databaseTime()).isEqualTo(Duration.ofNanos(2));
  }
}
