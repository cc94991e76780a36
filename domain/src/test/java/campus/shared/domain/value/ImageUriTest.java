package campus.shared.domain.value;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.domain.error.InvalidRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ImageUriTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://example.org",
        "https://example.org/a.jpg",
        "https://cdn.example.org:8443/a%20b.png?size=200&sign=a/b@c#top",
        "https://[2001:db8::1]/a.jpg",
        "https://xn--bcher-kva.example/a.jpg"
      })
  void takesAddresses(String text) {
    assertThat(ImageUri.ofOptional("image_uri", text)).isEqualTo(new ImageUri(text));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://example.org/a.jpg",
        "HTTPS://example.org/a.jpg",
        "javascript:alert(1)",
        "data:image/png;base64,AAAA",
        "//example.org/a.jpg",
        "https:/a.jpg",
        "https://",
        "https:///a.jpg",
        "https://ada:secret@example.org/a.jpg",
        "https://example.org@evil.example/a.jpg",
        "https://example.org/a b.jpg",
        "https://example.org/ä.jpg",
        "https://bücher.example/a.jpg",
        "https://example.org/a.jpg\n",
        " https://example.org/a.jpg",
        "https://example.org/%zz.jpg",
        "https://exa<mple.org/a.jpg"
      })
  void refusesOtherTexts(String text) {
    assertThatThrownBy(() -> ImageUri.ofOptional("image_uri", text))
        .isInstanceOf(InvalidRequest.class)
        .hasMessageStartingWith("image_uri: must be an https URI of at most 2,000 characters");
  }

  @Test
  void isOfLimitedLength() {
    var longest = "https://example.org/" + "a".repeat(1980);

    assertThat(ImageUri.ofOptional("image_uri", longest)).isNotNull();
    assertThatThrownBy(() -> ImageUri.ofOptional("image_uri", longest + "a"))
        .isInstanceOf(InvalidRequest.class);
  }

  @Test
  void isNoneWhereTheTextIsEmpty() {
    assertThat(ImageUri.ofOptional("image_uri", "")).isNull();
  }
}
