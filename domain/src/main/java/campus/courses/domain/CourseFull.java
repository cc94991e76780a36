package campus.courses.domain;

import campus.shared.domain.Reason;
import campus.shared.domain.RuleBroken;

/** All seats of the course are taken. */
public final class CourseFull extends RuleBroken {

  private static final long serialVersionUID = 1L;

  public CourseFull(CourseId course) {
    super(Reason.COURSE_FULL, course.toName(), course.toName() + " is full");
  }
}
