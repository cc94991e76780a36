package campus.identity.domain;

import campus.shared.domain.name.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A user's session, opened by signing in and extended by refreshing. It ends by signing out, reuse
 * of a refresh token, a new password, or expiry.
 *
 * @param expireTime when its newest refresh token expires
 */
public record Session(UUID id, UserId user, Instant createTime, Instant expireTime) {

  /** The lifetime of an access token. */
  public static final Duration ACCESS_LIFETIME = Duration.ofMinutes(15);

  /** The lifetime of a refresh token. */
  public static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

  public static Session open(UUID id, UserId user, Instant now) {
    return new Session(id, user, now, now.plus(REFRESH_LIFETIME));
  }

  /** Extends this session by {@link #REFRESH_LIFETIME} from now. */
  public Session refresh(Instant now) {
    return new Session(id, user, createTime, now.plus(REFRESH_LIFETIME));
  }
}
