package campus.server.composition;

import static org.assertj.core.api.Assertions.assertThat;

import campus.identity.domain.PasswordHash;
import org.junit.jupiter.api.Test;

class Argon2PasswordHasherTest {

  private final Argon2PasswordHasher hasher = new Argon2PasswordHasher();

  @Test
  void hashesWithParametersAndSalt() {
    var hash = hasher.hash("correct horse");

    assertThat(hash.value()).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
    assertThat(hash).isNotEqualTo(hasher.hash("correct horse"));
    assertThat(hasher.matches("correct horse", hash)).isTrue();
    assertThat(hasher.matches("Correct horse", hash)).isFalse();
    assertThat(hasher.isOutdated(hash)).isFalse();
  }

  @Test
  void matchesHashesOfOtherParametersAndCallsThemOutdated() {
    var old =
        new PasswordHash(
            com.password4j.Password.hash("correct horse")
                .addRandomSalt(16)
                .with(
                    com.password4j.Argon2Function.getInstance(
                        4096, 3, 1, 32, com.password4j.types.Argon2.ID))
                .getResult());

    assertThat(hasher.matches("correct horse", old)).isTrue();
    assertThat(hasher.isOutdated(old)).isTrue();
  }

  @Test
  void nothingMatchesWithoutAHash() {
    assertThat(hasher.matches("nobody's password", null)).isFalse();
  }
}
