package campus.shared.application.call;

import campus.shared.domain.Reason;
import campus.shared.domain.Role;
import campus.shared.domain.Unauthenticated;
import campus.shared.domain.UserId;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param user null for somebody who is not signed in
 * @param session the session that the call is made in, null without one
 */
public record Caller(@Nullable UserId user, Set<Role> roles, @Nullable UUID session) {

  /** Somebody who is not signed in. */
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

  /** Whether the caller has one of the roles; ADMIN always does. */
  public boolean hasAny(Set<Role> any) {
    return roles.contains(Role.ADMIN) || any.stream().anyMatch(roles::contains);
  }

  /**
   * The user who calls.
   *
   * @throws Unauthenticated if nobody is signed in
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
