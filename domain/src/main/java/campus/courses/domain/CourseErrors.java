package campus.courses.domain;

import campus.shared.domain.error.AlreadyExists;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.ResourceId;

/** The errors of this context. */
public final class CourseErrors {

  private CourseErrors() {}

  /** The student takes the course, or has completed it. */
  static AlreadyExists alreadyEnrolled(Enrollment enrollment) {
    return new AlreadyExists(
        Reason.ALREADY_ENROLLED,
        enrollment.id().toName(),
        enrollment.id() + " exists already, and is " + enrollment.state());
  }

  public static AlreadyExists userIsStudent() {
    return new AlreadyExists(Reason.USER_IS_STUDENT, "user", "user: is another student");
  }

  static RuleBroken full(Id<Course> course) {
    return new RuleBroken(Reason.COURSE_FULL, course, course + " is full");
  }

  /** The new capacity is below the number of enrolled students. */
  static RuleBroken capacityBelowEnrolled(Id<Course> course, int enrolled) {
    return new RuleBroken(
        Reason.CAPACITY_BELOW_ENROLLED,
        course,
        course + " has " + enrolled + " students, who need a seat each");
  }

  static RuleBroken notEnrolled(Enrollment enrollment) {
    return new RuleBroken(
        Reason.NOT_ENROLLED, enrollment.id(), enrollment.id() + " is " + enrollment.state());
  }

  /**
   * Deleting needs {@code force} while there are enrollments.
   *
   * @param of the student or the course
   */
  public static RuleBroken hasEnrollments(ResourceId of) {
    return new RuleBroken(
        Reason.HAS_ENROLLMENTS,
        of,
        of.toName() + " has enrollments; with force they are deleted too");
  }
}
