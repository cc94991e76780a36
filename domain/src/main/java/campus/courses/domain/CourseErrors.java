package campus.courses.domain;

import campus.shared.domain.AlreadyExists;
import campus.shared.domain.Id;
import campus.shared.domain.Reason;
import campus.shared.domain.ResourceId;
import campus.shared.domain.RuleBroken;

/** What this context refuses. */
public final class CourseErrors {

  private CourseErrors() {}

  /** The student takes the course, or has completed it. */
  static AlreadyExists alreadyEnrolled(Enrollment enrollment) {
    return new AlreadyExists(
        Reason.ALREADY_ENROLLED,
        enrollment.id().toName(),
        enrollment.id() + " exists already, and is " + enrollment.state());
  }

  /** The user is another student. */
  public static AlreadyExists userIsStudent() {
    return new AlreadyExists(Reason.USER_IS_STUDENT, "user", "user: is another student");
  }

  /** All seats of the course are taken. */
  static RuleBroken full(Id<Course> course) {
    return new RuleBroken(Reason.COURSE_FULL, course, course + " is full");
  }

  /** More students are enrolled than the course is to have seats. */
  static RuleBroken capacityBelowEnrolled(Id<Course> course, int enrolled) {
    return new RuleBroken(
        Reason.CAPACITY_BELOW_ENROLLED,
        course,
        course + " has " + enrolled + " students, who need a seat each");
  }

  /** The enrollment was dropped or completed. */
  static RuleBroken notEnrolled(Enrollment enrollment) {
    return new RuleBroken(
        Reason.NOT_ENROLLED, enrollment.id(), enrollment.id() + " is " + enrollment.state());
  }

  /**
   * There are enrollments, and the caller did not ask to delete them too.
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
