package campus.identity.application.testing;

import campus.identity.domain.Email;
import campus.identity.domain.Profile;
import campus.identity.domain.User;
import campus.identity.domain.Username;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.ImageUri;
import java.time.Instant;
import java.util.UUID;

/** Users and profiles for tests. */
public final class TestUsers {

  /** When they are made. */
  public static final Instant NOW = Instant.parse("2026-01-02T03:04:05.123456Z");

  private static final ImageUri IMAGE = new ImageUri("https://example.org/me.jpg");

  private TestUsers() {}

  public static User aUser(String username) {
    return User.create(
        new UserId(UUID.randomUUID()),
        new Username(username),
        new Email(username.replaceAll("[^!-~]", "x") + "@example.org"),
        NOW);
  }

  public static Profile aProfileOf(User user) {
    return Profile.create(
        user.id(), user.username().value() + " Example", "A few words.", IMAGE, NOW);
  }
}
