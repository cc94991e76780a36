package campus.courses.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Reason;

/** The student takes the course, or has completed it. */
public final class AlreadyEnrolled extends AlreadyExists {

  private static final long serialVersionUID = 1L;

  public AlreadyEnrolled(Enrollment enrollment) {
    super(
        Reason.ALREADY_ENROLLED,
        enrollment.id().toName(),
        enrollment.id().toName() + " is there already, and " + enrollment.state());
  }
}
