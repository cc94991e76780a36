package campus.server.composition;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.identity.domain.PasswordHash;
import campus.shared.domain.CallEnded;
import com.password4j.Argon2Function;
import com.password4j.Password;
import com.password4j.types.Argon2;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest {

  private final Argon2PasswordHasher hasher = new Argon2PasswordHasher();

  @Test
  void hashesWithParametersAndSalt() {
    var hash = hasher.hash("correct horse");

    assertThat(hash.value())
        .matches("\\$argon2id\\$v=19\\$m=19456,t=2,p=1\\$[\\w+/]{22}\\$[\\w+/]{43}");
    assertThat(hash).isNotEqualTo(hasher.hash("correct horse"));
    assertThat(hasher.matches("correct horse", hash)).isTrue();
    assertThat(hasher.matches("Correct horse", hash)).isFalse();
    assertThat(hasher.isOutdated(hash)).isFalse();
  }

  @Test
  void agreesWithAnotherImplementation() {
    var password = "correct \uD83D\uDC0E \u0000 ä";
    var hash = hasher.hash(password);

    assertThat(
            Password.check(password, hash.value())
                .with(Argon2Function.getInstanceFromHash(hash.value())))
        .isTrue();
    assertThat(hasher.matches(password, made(19 * 1024, 2, 1, password))).isTrue();
  }

  @Test
  void matchesHashesOfOtherParametersAndCallsThemOutdated() {
    for (var old :
        new PasswordHash[] {
          made(4096, 3, 1, "correct horse"),
          made(64 * 1024, 1, 1, "correct horse"),
          made(8 * 1024, 2, 4, "correct horse")
        }) {
      assertThat(hasher.matches("correct horse", old)).isTrue();
      assertThat(hasher.matches("wrong horse", old)).isFalse();
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
    assertThat(hasher.matches("nobody's password", null)).isFalse();
  }

  @Test
  void nothingMatchesWhatIsNoHash() {
    assertThat(hasher.matches("secret", new PasswordHash("secret"))).isFalse();
    assertThat(hasher.matches("", new PasswordHash(""))).isFalse();
  }

  @Test
  void manyAtOnceGetTheirOwn() throws Exception {
    try (var calls = Executors.newVirtualThreadPerTaskExecutor()) {
      var hashes =
          IntStream.range(0, 20)
              .mapToObj(i -> calls.submit(() -> hasher.hash("password " + i)))
              .toList();

      for (int i = 0; i < hashes.size(); i++) {
        assertThat(hasher.matches("password " + i, hashes.get(i).get())).isTrue();
      }
    }
  }

  @Test
  void leavesACallThatIsInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(() -> hasher.hash("correct horse")).isInstanceOf(CallEnded.class);
    assertThat(Thread.interrupted()).isTrue();
  }
}
