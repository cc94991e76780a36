package campus.identity.domain;

import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.UserId;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * A user's session, opened by signing in and extended by refreshing. It ends by signing out, reuse
 * of a refresh token, a new password, its user, or expiry.
 *
 * @param userAgent what the client called itself; may be empty
 * @param refreshTime when its newest tokens were issued
 * @param expireTime when its newest refresh token expires
 */
public record Session(
    UUID id,
    UserId user,
    String userAgent,
    Instant createTime,
    Instant refreshTime,
    Instant expireTime) {

  private static final int MAX_USER_AGENT = 200;

  /** The lifetime of an access token. */
  public static final Duration ACCESS_LIFETIME = Duration.ofMinutes(15);

  /** The lifetime of a refresh token. */
  public static final Duration REFRESH_LIFETIME = Duration.ofDays(30);

  /**
   * Opens a session.
   *
   * @param userAgent as the client sent it: what is not printable ASCII becomes a question mark,
   *     and what is too long is cut
   */
  public static Session open(UUID id, UserId user, String userAgent, Instant now) {
    var agent = userAgent.replaceAll("[^ -~]", "?").strip();
    return new Session(
        id,
        user,
        agent.substring(0, Math.min(agent.length(), MAX_USER_AGENT)),
        now,
        now,
        now.plus(REFRESH_LIFETIME));
  }

  public static ResourceName name(UserId user, UUID id) {
    return IdentityResources.SESSION.named(user.value(), id);
  }

  /** Extends this session by {@link #REFRESH_LIFETIME} from now. */
  public Session refresh(Instant now) {
    return new Session(id, user, userAgent, createTime, now, now.plus(REFRESH_LIFETIME));
  }
}
