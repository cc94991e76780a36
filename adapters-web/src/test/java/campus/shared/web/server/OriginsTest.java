package campus.shared.web.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OriginsTest {

  @Test
  void listedPagesMayCall() {
    var origins = Origins.parse("https://app.example.org, http://localhost:5173");

    assertThat(origins.allows("https://app.example.org")).isTrue();
    assertThat(origins.allows("https://APP.example.org")).isTrue();
    assertThat(origins.allows("http://localhost:5173")).isTrue();
    assertThat(origins.headers("http://localhost:5173"))
        .containsEntry("access-control-allow-origin", "http://localhost:5173");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://app.example.org",
        "https://app.example.org:8443",
        "https://app.example.org.evil.com",
        "https://evil.com/https://app.example.org",
        "null",
        "",
      })
  void othersMayNot(String origin) {
    var origins = Origins.parse("https://app.example.org");

    assertThat(origins.allows(origin)).isFalse();
    assertThat(origins.headers(origin)).isEmpty();
  }

  @Test
  void anAsteriskStandsForAll() {
    assertThat(Origins.parse("*").allows("https://anywhere.example")).isTrue();
  }

  @Test
  void withoutAListNoPageMayCall() {
    assertThat(Origins.parse("").allows("https://app.example.org")).isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "app.example.org",
        "https://app.example.org/",
        "https://app.example.org/page",
        "https://user@app.example.org",
        "https://app.example.org?x",
        "https://a.example,,https://b.example",
        "https://",
      })
  void whatIsNoOriginIsRefused(String text) {
    assertThatThrownBy(() -> Origins.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
