package campus.identity.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.ImageUri;
import campus.shared.domain.value.Text;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A user's public description. It is created and deleted together with its user.
 *
 * @param fullName may be empty
 * @param bio may be empty
 * @param image null for none
 */
public record Profile(
    UserId user, String fullName, String bio, @Nullable ImageUri image, Revision revision)
    implements Versioned<Id<Profile>> {

  public static final int MAX_BIO = 2000;

  private static final Text FULL_NAME = Text.optionalLine("full_name", 200);
  private static final Text BIO = Text.optionalBody("bio", MAX_BIO);

  public static Id<Profile> id(UserId user) {
    return new Id<>(IdentityResources.PROFILE, user.value());
  }

  public static Profile create(
      UserId user, String fullName, String bio, @Nullable ImageUri image, Instant now) {
    return new Profile(user, requireFullName(fullName), BIO.of(bio), image, Revision.first(now));
  }

  /**
   * Checks and cleans a full name.
   *
   * @throws campus.shared.domain.error.InvalidRequest if it is not a line of at most 200 characters
   */
  public static String requireFullName(String fullName) {
    return FULL_NAME.of(fullName);
  }

  @Override
  public Id<Profile> id() {
    return id(user);
  }

  public Profile rewrite(String fullName, String bio, @Nullable ImageUri image, Instant now) {
    var name = FULL_NAME.edited(this.fullName, fullName);
    var written = BIO.edited(this.bio, bio);
    return revision.edit(this, now, revised -> new Profile(user, name, written, image, revised));
  }
}
