package campus.courses.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Reason;

/** The user is another student. */
public final class UserIsStudent extends AlreadyExists {

  private static final long serialVersionUID = 1L;

  public UserIsStudent() {
    super(Reason.USER_IS_STUDENT, "user", "user: is another student");
  }
}
