package campus.identity.domain;

import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.ResourceName;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.shared.domain.value.Text;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a service without a person calls with, as its user. Issued once, never changed; it ends when
 * it is revoked, with its user, or by expiry. A new password does not end it.
 *
 * @param displayName what it is for
 * @param roles those that its calls may have, as far as the user has them
 */
public record ApiToken(
    UUID id,
    UserId user,
    String displayName,
    Set<Role> roles,
    Instant createTime,
    Instant expireTime) {

  /** The lifetime, unless another is asked for. */
  public static final Duration LIFETIME = Duration.ofDays(90);

  /** The most that can be asked for. */
  public static final Duration MAX_LIFETIME = Duration.ofDays(365);

  /** The most that a user has at a time. */
  public static final int MAX_OF_USER = 100;

  private static final Text DISPLAY_NAME = Text.line("display_name", 100);

  public ApiToken {
    roles = Set.copyOf(roles);
  }

  /**
   * Issues a token.
   *
   * @param roles which the user has to have; MEMBER is always among them
   * @param expireTime null for the usual one
   * @throws InvalidRequest if the name or the time is invalid
   * @throws campus.shared.domain.error.RuleBroken if the user lacks a role
   */
  public static ApiToken issue(
      UUID id,
      User owner,
      String displayName,
      Set<Role> roles,
      @Nullable Instant expireTime,
      Instant now) {
    for (var role : roles) {
      if (!holds(owner.roles(), role)) {
        throw IdentityErrors.roleNotHeld(owner.id(), role);
      }
    }
    var scope = EnumSet.of(Role.MEMBER);
    scope.addAll(roles);
    return new ApiToken(
        id,
        owner.id(),
        DISPLAY_NAME.of(displayName),
        scope,
        now,
        expireTime == null ? now.plus(LIFETIME) : checked(expireTime, now));
  }

  private static Instant checked(Instant expireTime, Instant now) {
    if (!expireTime.isAfter(now)) {
      throw new InvalidRequest("expire_time", "must be in the future");
    }
    if (expireTime.isAfter(now.plus(MAX_LIFETIME))) {
      throw new InvalidRequest(
          "expire_time", "must be within " + MAX_LIFETIME.toDays() + " days from now");
    }
    return expireTime.truncatedTo(ChronoUnit.MICROS);
  }

  /** The roles of a call: those of the token that its user has now. */
  public static Set<Role> rolesOf(Set<Role> token, Set<Role> user) {
    var both = EnumSet.noneOf(Role.class);
    token.stream().filter(role -> holds(user, role)).forEach(both::add);
    return both;
  }

  /** ADMIN has all of them. */
  private static boolean holds(Set<Role> roles, Role role) {
    return roles.contains(role) || roles.contains(Role.ADMIN);
  }

  public static ResourceName name(UserId user, UUID id) {
    return IdentityResources.API_TOKEN.named(user.value(), id);
  }
}
