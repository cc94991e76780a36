package campus.shared.domain.entity;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class EtagTest {

  @Test
  void isTheSameInQuotes() {
    assertThat(Etag.sent("5")).isEqualTo(Etag.ofVersion(5));
    assertThat(Etag.sent("\"5\"")).isEqualTo(Etag.ofVersion(5));
  }

  @Test
  void isAnotherWhereItIsWeak() {
    assertThat(Etag.sent("W/\"5\"")).isNotEqualTo(Etag.ofVersion(5));
    assertThat(Etag.sent("\"")).isNotEqualTo(Etag.ofVersion(5));
  }
}
