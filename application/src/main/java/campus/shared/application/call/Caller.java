package campus.shared.application.call;

import campus.shared.domain.error.Reason;
import campus.shared.domain.error.Unauthenticated;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The user behind a call.
 *
 * @param user null for an anonymous caller
 * @param session the session of the call's token, null without one
 */
public record Caller(@Nullable UserId user, Set<Role> roles, @Nullable UUID session) {

  public static final Caller ANONYMOUS = new Caller(null, Set.of(), null);

  public Caller {
    roles = Set.copyOf(roles);
  }

  public boolean isSignedIn() {
    return user != null;
  }

  public boolean is(UserId other) {
    return other.equals(user);
  }

  /** Whether the caller has the role; ADMIN has all of them. */
  public boolean has(Role role) {
    return roles.contains(role) || roles.contains(Role.ADMIN);
  }

  /** Whether the caller has one of the roles; ADMIN has all of them. */
  public boolean hasAny(Set<Role> any) {
    return roles.contains(Role.ADMIN) || any.stream().anyMatch(roles::contains);
  }

  /**
   * Returns the calling user.
   *
   * @throws Unauthenticated if the caller is anonymous
   */
  public UserId requireUser() {
    if (user == null) {
      throw new Unauthenticated(
          Reason.SIGN_IN_REQUIRED,
          "sign in first: this call needs the metadata \"authorization: Bearer <access token>\"");
    }
    return user;
  }
}
