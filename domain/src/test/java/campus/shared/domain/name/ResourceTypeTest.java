package campus.shared.domain.name;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ResourceTypeTest {

  private static final UUID ID = UUID.fromString("01980000-0000-7000-8000-000000000001");
  private static final UUID OTHER = UUID.fromString("01980000-0000-7000-8000-000000000002");
  private static final ResourceType COMMENT =
      new ResourceType("Comment", "posts/{post}/comments/{comment}");
  private static final ResourceType PROFILE = new ResourceType("Profile", "users/{user}/profile");

  @Test
  void readsWhatItWrites() {
    var name = COMMENT.named(ID, OTHER);

    assertThat(name).hasToString("posts/" + ID + "/comments/" + OTHER);
    assertThat(COMMENT.parse(name.toString(), null)).isEqualTo(name);
    assertThat(name.id()).isEqualTo(OTHER);
  }

  @Test
  void takesMeForTheCaller() {
    assertThat(PROFILE.parse("users/me/profile", ID)).isEqualTo(PROFILE.named(ID));
    assertThat(PROFILE.parse("users/me/profile", null)).isNull();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "/",
        "users",
        "users//profile",
        "users/1/profile",
        "users/01980000-0000-7000-8000-000000000001",
        "users/01980000-0000-7000-8000-000000000001/profile/",
        "/users/01980000-0000-7000-8000-000000000001/profile",
        "posts/01980000-0000-7000-8000-000000000001/profile",
        "users/01980000-0000-7000-8000-00000000000A/profile",
        "users/01980000-0-7000-8000-000000000001/profile",
      })
  void refusesOtherNames(String text) {
    assertThat(PROFILE.parse(text, ID)).isNull();
  }
}
