package campus.identity.domain;

import campus.shared.domain.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a user opens by signing in, and keeps open by refreshing. It ends by signing out, by the
 * second use of a refresh token, by a new password, or when it was not refreshed in time.
 *
 * @param expireTime when its newest refresh token expires
 */
public record Session(UUID id, UserId user, Instant createTime, Instant expireTime) {

  /** How long an access token is good for. */
  public static final Duration ACCESS_LIFETIME = Duration.ofMinutes(15);

  /** How long a refresh token is good for. */
  public static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

  public static Session open(UUID id, UserId user, Instant now) {
    return new Session(id, user, now, now.plus(REFRESH_LIFETIME));
  }

  /** This session, open for another {@link #REFRESH_LIFETIME}. */
  public Session refresh(Instant now) {
    return new Session(id, user, createTime, now.plus(REFRESH_LIFETIME));
  }
}
