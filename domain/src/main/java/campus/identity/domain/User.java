package campus.identity.domain;

import campus.shared.domain.Etag;
import campus.shared.domain.InvalidRequest;
import campus.shared.domain.Role;
import campus.shared.domain.StaleEtag;
import campus.shared.domain.UserId;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Somebody who has an account here. Made by registering or by an administrator, always together
 * with a {@link Profile}; changed by himself; gone when deleted, with all that hangs on him.
 *
 * @param version grows with each change
 */
public record User(
    UserId id,
    Username username,
    Email email,
    Set<Role> roles,
    Instant createTime,
    Instant updateTime,
    long version) {

  public User {
    roles = Set.copyOf(roles);
  }

  /** A new user, with no role but {@link Role#MEMBER}. */
  public static User create(UserId id, Username username, Email email, Instant now) {
    return new User(id, username, email, EnumSet.of(Role.MEMBER), now, now, 1);
  }

  public Etag etag() {
    return Etag.ofVersion(version);
  }

  /**
   * This user, if he is still the one that the etag was read of.
   *
   * @param expected null for whichever
   * @throws StaleEtag if he is not
   */
  public User at(@Nullable Etag expected) {
    if (expected != null && !expected.equals(etag())) {
      throw new StaleEtag(id.toName());
    }
    return this;
  }

  /** This user by another username and e-mail address. */
  public User rename(Username username, Email email, Instant now) {
    if (username.equals(this.username) && email.equals(this.email)) {
      return this;
    }
    return new User(id, username, email, roles, createTime, now, version + 1);
  }

  /** This user with one more role; himself when he has it. */
  public User grant(Role role, Instant now) {
    var roles = EnumSet.copyOf(this.roles);
    return roles.add(role) ? withRoles(roles, now) : this;
  }

  /**
   * This user with one role less; the same when they do not have it.
   *
   * @throws InvalidRequest if the role is MEMBER, which every user has
   */
  public User revoke(Role role, Instant now) {
    if (role == Role.MEMBER) {
      throw new InvalidRequest("role", "every user is a MEMBER, and stays one");
    }
    var roles = EnumSet.copyOf(this.roles);
    return roles.remove(role) ? withRoles(roles, now) : this;
  }

  private User withRoles(Set<Role> roles, Instant now) {
    return new User(id, username, email, roles, createTime, now, version + 1);
  }
}
