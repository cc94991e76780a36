package campus.courses.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** The enrollment is over. */
public final class NotEnrolled extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public NotEnrolled(Enrollment enrollment) {
    super(
        Reason.NOT_ENROLLED,
        enrollment.id().toName(),
        enrollment.id().toName() + " is " + enrollment.state());
  }
}
