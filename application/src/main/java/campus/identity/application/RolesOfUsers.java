package campus.identity.application;

import campus.shared.application.call.Call;
import campus.shared.application.call.Caller;
import campus.shared.application.call.StandingRoles;
import campus.shared.domain.error.NotAllowed;
import campus.shared.domain.value.Role;
import java.util.List;

/** The roles in the rows of users, whose locks keep them. */
record RolesOfUsers(Users users) implements StandingRoles {

  @Override
  public void require(Caller caller, Role role) {
    var now = Call.current().uncounted(() -> users.lockAll(List.of(caller.requireUser())));
    if (now.stream().noneMatch(user -> user.roles().contains(role))) {
      throw new NotAllowed(
          "you no longer have the role " + role + " that this call needs; earlier rows stay");
    }
  }
}
