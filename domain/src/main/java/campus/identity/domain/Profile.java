package campus.identity.domain;

import campus.shared.domain.Etag;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.StaleEtag;
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

  private static final int MAX_FULL_NAME = 200;
  public static final int MAX_BIO = 2000;

  public Profile {
    requireAtMost("full_name", fullName, MAX_FULL_NAME);
    requireAtMost("bio", bio, MAX_BIO);
  }

  public static Profile create(UserId user, String fullName, String bio, Instant now) {
    return new Profile(user, fullName, bio, now, now, 1);
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
    if (fullName.equals(this.fullName) && bio.equals(this.bio)) {
      return this;
    }
    return new Profile(user, fullName, bio, createTime, now, version + 1);
  }

  /** The resource name: {@code users/{uuid}/profile}. */
  public String toName() {
    return nameOf(user);
  }

  /** The resource name of a user's profile. */
  public static String nameOf(UserId user) {
    return user.toName() + "/profile";
  }

  private static void requireAtMost(String field, String text, int max) {
    if (text.codePointCount(0, text.length()) > max) {
      throw new InvalidRequest(field, "must be at most " + max + " characters");
    }
  }
}
