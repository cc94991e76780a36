package campus.identity.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * A person with an account. Created by registering or by an administrator, always together with a
 * {@link Profile}.
 */
public record User(UserId id, Username username, Email email, Set<Role> roles, Revision revision)
    implements Versioned<UserId> {

  public User {
    roles = Set.copyOf(roles);
  }

  /** A new user, with the role {@link Role#MEMBER}. */
  public static User create(UserId id, Username username, Email email, Instant now) {
    return new User(id, username, email, EnumSet.of(Role.MEMBER), Revision.first(now));
  }

  public User rename(Username username, Email email, Instant now) {
    var name = this.username.changedTo(username);
    return revision.edit(this, now, revised -> new User(id, name, email, roles, revised));
  }

  /** Adds a role; unchanged if the user has it. */
  public User grant(Role role, Instant now) {
    var more = EnumSet.copyOf(roles);
    more.add(role);
    return withRoles(more, now);
  }

  /**
   * Removes a role; unchanged if the user does not have it.
   *
   * @throws InvalidRequest if the role is MEMBER, which every user has
   */
  public User revoke(Role role, Instant now) {
    if (role == Role.MEMBER) {
      throw new InvalidRequest("role", "every user is a MEMBER, and stays one");
    }
    var less = EnumSet.copyOf(roles);
    less.remove(role);
    return withRoles(less, now);
  }

  private User withRoles(Set<Role> changed, Instant now) {
    return revision.edit(this, now, revised -> new User(id, username, email, changed, revised));
  }
}
