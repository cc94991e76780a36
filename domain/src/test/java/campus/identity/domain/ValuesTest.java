package campus.identity.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.UserId;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValuesTest {

  @Test
  void aUserFromBeforeKeepsANameThatLooksLikeAnOlderOne() {
    var now = Instant.parse("2026-01-02T03:04:05Z");
    var old =
        User.create(
            new UserId(new UUID(0, 1)), new Username("paypa1"), new Email("a@example.org"), now);

    var address = new Email("b@example.org");
    assertThat(old.rename(new Username("paypa1", "paypal"), address, now).username())
        .isEqualTo(new Username("paypa1", null));
    assertThat(old.rename(new Username("PAYPA1", "paypal"), address, now).username())
        .isEqualTo(new Username("PAYPA1", null));
    assertThat(old.rename(new Username("other", "other"), address, now).username())
        .isEqualTo(new Username("other", "other"));
    var newer = old.rename(new Username("Ian", "lan"), address, now);
    assertThat(newer.rename(new Username("IAN", "lan"), address, now).username())
        .isEqualTo(new Username("IAN", "lan"));
  }

  @Test
  void aSessionKeepsTheBeginningOfAPrintableUserAgent() {
    var user = new UserId(new UUID(0, 1));
    var now = Instant.parse("2026-01-02T03:04:05Z");

    assertThat(Session.open(new UUID(0, 2), user, " grpc\tgo\u20ac/1.2 ", now).userAgent())
        .isEqualTo("grpc?go?/1.2");
    assertThat(Session.open(new UUID(0, 2), user, "x".repeat(201), now).userAgent())
        .isEqualTo("x".repeat(200));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada",
        "Zoë",
        "Жанна",
        "太郎2",
        "A_d.a-1",
        "0123456789012345678901234567890123456789"
      })
  void takesUsernames(String text) {
    assertThat(new Username(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ab",
        "01234567890123456789012345678901234567890",
        "a b",
        "@ada",
        "ada\u200d",
        "ada\n",
        "a/b"
      })
  void refusesOtherUsernames(String text) {
    assertThatThrownBy(() -> new Username(text))
        .isInstanceOf(InvalidRequest.class)
        .hasMessage("username: must be 3 to 40 letters, digits, _ . or -");
  }

  @Test
  void comparesUsernamesWithoutCase() {
    assertThat(new Username("Ada").key()).isEqualTo(new Username("aDA").key());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ada@example.org",
        "a.d-a+tag@mail.example.co.uk",
        "o'brien@xn--bcher-kva.example",
        "1@2.com"
      })
  void takesAddresses(String text) {
    assertThat(new Email(text).value()).isEqualTo(text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "ada",
        "@example.org",
        "ada@",
        "ada@localhost",
        "ada@example.",
        "ada@.org",
        "ada@-example.org",
        "ada@exam_ple.org",
        ".ada@example.org",
        "ada.@example.org",
        "a..da@example.org",
        "a da@example.org",
        "ada@example.org ",
        "ada@example.org\n",
        "Ada <ada@example.org>",
        "ada@[127.0.0.1]",
        "adä@example.org",
        "01234567890123456789012345678901234567890123456789012345678901234@example.org"
      })
  void refusesOtherAddresses(String text) {
    assertThatThrownBy(() -> new Email(text)).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void limitsAddresses() {
    var label = "a".repeat(60) + ".";
    assertThat(new Email("ada@" + label.repeat(4) + "orgxxx").value()).hasSize(254);
    assertThatThrownBy(() -> new Email("ada@" + label.repeat(4) + "orgxxxx"))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void countsPasswordsInCharacters() {
    assertThat(new Password("🦉".repeat(8)).value()).hasSize(16);
    assertThat(new Password("🦉".repeat(128)).value()).hasSize(256);
    assertThatThrownBy(() -> new Password("1234567")).isInstanceOf(InvalidRequest.class);
    assertThatThrownBy(() -> new Password("x".repeat(129))).isInstanceOf(InvalidRequest.class);
  }

  @Test
  void tellsNoSecrets() {
    var token = Token.random();

    assertThat(new Password("correct horse").toString()).doesNotContain("horse");
    assertThat(new PasswordHash("hash").toString()).doesNotContain("hash");
    assertThat(token.toString()).doesNotContain(token.value());
  }

  @Test
  void makesTokensOf256Bits() {
    assertThat(Token.random().value()).hasSize(43).isNotEqualTo(Token.random().value());
    assertThat(Token.random().hash()).hasSize(32);
  }
}
