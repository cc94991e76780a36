package campus.identity.domain;

import campus.shared.domain.Etag;
import campus.shared.domain.StaleEtag;
import campus.shared.domain.Text;
import campus.shared.domain.UserId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a user tells of himself. Comes and goes with its user.
 *
 * @param fullName at most 200 characters, may be empty
 * @param bio at most 2,000 characters, may be empty
 * @param version grows with each change
 */
public record Profile(
    UserId user,
    String fullName,
    String bio,
    Instant createTime,
    Instant updateTime,
    long version) {

  public static final int MAX_BIO = 2000;

  private static final Text FULL_NAME = Text.optionalLine("full_name", 200);
  private static final Text BIO = Text.optionalBody("bio", MAX_BIO);

  public static Profile create(UserId user, String fullName, String bio, Instant now) {
    return new Profile(user, requireFullName(fullName), BIO.of(bio), now, now, 1);
  }

  /**
   * What a full name has to be.
   *
   * @return the name, cleaned
   * @throws campus.shared.domain.InvalidRequest if it is not
   */
  public static String requireFullName(String fullName) {
    return FULL_NAME.of(fullName);
  }

  public Etag etag() {
    return Etag.ofVersion(version);
  }

  /**
   * This profile, if it is still the one that the etag was read of.
   *
   * @param expected null for whichever
   * @throws StaleEtag if it is not
   */
  public Profile at(@Nullable Etag expected) {
    if (expected != null && !expected.equals(etag())) {
      throw new StaleEtag(toName());
    }
    return this;
  }

  public Profile rewrite(String fullName, String bio, Instant now) {
    var name = FULL_NAME.edited(this.fullName, fullName);
    var written = BIO.edited(this.bio, bio);
    if (name.equals(this.fullName) && written.equals(this.bio)) {
      return this;
    }
    return new Profile(user, name, written, createTime, now, version + 1);
  }

  /** The resource name: {@code users/{uuid}/profile}. */
  public String toName() {
    return nameOf(user);
  }

  /** The resource name of a user's profile. */
  public static String nameOf(UserId user) {
    return user.toName() + "/profile";
  }
}
