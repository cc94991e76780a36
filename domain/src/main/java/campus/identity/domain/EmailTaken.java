package campus.identity.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Reason;

/** Another user has the e-mail address, in the same or another case. */
public final class EmailTaken extends AlreadyExists {

  private static final long serialVersionUID = 1L;

  public EmailTaken() {
    super(Reason.EMAIL_TAKEN, "email", "email: the e-mail address is taken");
  }
}
