package campus.courses.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** More students are enrolled than the course is to have seats. */
public final class CapacityBelowEnrolled extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public CapacityBelowEnrolled(CourseId course, int enrolled) {
    super(
        Reason.CAPACITY_BELOW_ENROLLED,
        course.toName(),
        course.toName() + " has " + enrolled + " students, who need a seat each");
  }
}
