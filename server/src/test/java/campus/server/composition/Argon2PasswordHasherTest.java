package campus.server.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.application.PasswordHasher.Priority;
import campus.identity.domain.PasswordHash;
import campus.server.testing.Condition;
import campus.shared.domain.error.CallEnded;
import campus.shared.domain.error.Overloaded;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  private final Argon2PasswordHasher hasher = new Argon2PasswordHasher();

  @Test
  void hashesWithParametersAndSalt() {
    var hash = hasher.hash("correct horse", Priority.LOW);

    assertThat(hash.value())
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}");
    assertThat(hash).isNotEqualTo(hasher.hash("correct horse", Priority.LOW));
    assertThat(hasher.matches("correct horse", hash, Priority.LOW)).isTrue();
    assertThat(hasher.matches("Correct horse", hash, Priority.LOW)).isFalse();
    assertThat(hasher.isOutdated(hash)).isFalse();
  }

  @Test
  void agreesWithAnotherImplementation() {
    var password = "correct \uD83D\uDC0E \u0000 ä";
    var hash = hasher.hash(password, Priority.LOW);

    assertThat(
            Password.check(password, hash.value())
                .with(Argon2Function.getInstanceFromHash(hash.value())))
        .isTrue();
    assertThat(hasher.matches(password, made(19 * 1024, 2, 1, password), Priority.LOW)).isTrue();
  }

  @Test
  void matchesHashesOfOtherParametersAndCallsThemOutdated() {
    for (var old :
        new PasswordHash[] {
          made(4096, 3, 1, "correct horse"),
          made(64 * 1024, 1, 1, "correct horse"),
          made(8 * 1024, 2, 4, "correct horse")
        }) {
      assertThat(hasher.matches("correct horse", old, Priority.LOW)).isTrue();
      assertThat(hasher.matches("wrong horse", old, Priority.LOW)).isFalse();
      assertThat(hasher.isOutdated(old)).isTrue();
    }
  }

  private static PasswordHash made(int memory, int passes, int lanes, String password) {
    return new PasswordHash(
        Password.hash(password)
            .addRandomSalt(16)
            .with(Argon2Function.getInstance(memory, passes, lanes, 32, Argon2.ID))
            .getResult());
  }

  @Test
  void nothingMatchesWithoutAHash() {
    assertThat(hasher.matches("nobody's password", null, Priority.LOW)).isFalse();
  }

  @Test
  void nothingMatchesWhatIsNoHash() {
    assertThat(hasher.matches("secret", new PasswordHash("secret"), Priority.LOW)).isFalse();
    assertThat(hasher.matches("", new PasswordHash(""), Priority.LOW)).isFalse();
  }

  @Test
  void manyAtOnceGetTheirOwn() throws Exception {
    try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
      var hashes =
          IntStream.range(0, 20)
              .mapToObj(i -> calls.submit(() -> hasher.hash("password " + i, Priority.LOW)))
              .toList();

      for (int i = 0; i < hashes.size(); i++) {
        assertThat(hasher.matches("password " + i, hashes.get(i).get(), Priority.LOW)).isTrue();
      }
    }
  }

  @Test
  void leavesACallThatIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> hasher.hash("correct horse", Priority.LOW))
        .isInstanceOf(CallEnded.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void shedsWhatCannotStartInTime() throws Exception {
    try (var busy = new Busy(new Argon2PasswordHasher(1, Duration.ofMillis(1)))) {
      for (var priority : Priority.values()) {
        assertThatThrownBy(() -> busy.hasher.inTurn(priority, () -> busy.order.add("late")))
            .isInstanceOf(Overloaded.class);
      }

      assertThat(busy.waiting()).isZero();
      assertThat(busy.finish()).containsExactly("running");
    }
  }

  @Test
  void knownCallersGoFirst() throws Exception {
    try (var busy = new Busy(new Argon2PasswordHasher(1, Duration.ofMinutes(1)))) {
      for (int i = 0; i < 50; i++) {
        busy.submit(Priority.LOW, "stranger");
      }
      Condition.await(PATIENCE, () -> busy.waiting() == 50);
      // So many wait that another stranger's turn would not come in time.
      assertThatThrownBy(
              () -> busy.hasher.inTurn(Priority.LOW, () -> busy.order.add("one too many")))
          .isInstanceOf(Overloaded.class);
      busy.submit(Priority.HIGH, "known");
      Condition.await(PATIENCE, () -> busy.waiting() == 51);

      assertThat(busy.finish()).hasSize(52).startsWith("running", "known", "stranger");
    }
  }

  /** A hasher whose only place is taken until it is told to finish. */
  private static final class Busy implements AutoCloseable {
    private final Argon2PasswordHasher hasher;
    private final List<String> order = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private final ExecutorService calls = Executors.newVirtualThreadPerTaskExecutor();
    private final List<Future<Boolean>> submitted = new ArrayList<>();

    Busy(Argon2PasswordHasher hasher) throws InterruptedException {
      this.hasher = hasher;
      var begun = new CountDownLatch(1);
      submitted.add(
          calls.submit(() ->
              hasher.inTurn(
                  Priority.LOW,
                  () -> {
                    begun.countDown();
                    end.await();
                    return order.add("running");
                  })));
      begun.await();
    }

    void submit(Priority priority, String name) {
      submitted.add(calls.submit(() -> hasher.inTurn(priority, () -> order.add(name))));
    }

    int waiting() {
      return hasher.waiting();
    }

    /** Lets all hash, and tells in which order they did. */
    List<String> finish() throws Exception {
      end.countDown();
      for (var one : submitted) {
        assertThat(one.get()).isTrue();
      }
      return order;
    }

    @Override
    public void close() {
      end.countDown();
      calls.close();
    }
  }
}
