package campus.identity.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Reason;

/** Another user has the username, in the same or another case. */
public final class UsernameTaken extends AlreadyExists {

  private static final long serialVersionUID = 1L;

  public UsernameTaken() {
    super(Reason.USERNAME_TAKEN, "username", "username: the username is taken");
  }
}
