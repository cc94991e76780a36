package campus.shared.application.call;

import campus.shared.domain.value.Role;

/** The roles that callers have now: they may lose one while a long call goes on. */
public interface StandingRoles {

  /**
   * Requires a role, which stays until the transaction in progress ends.
   *
   * @throws campus.shared.domain.error.NotAllowed if the caller does not have it any more
   */
  void require(Caller caller, Role role);
}
