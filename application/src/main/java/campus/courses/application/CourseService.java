package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.CourseErrors;
import campus.shared.application.write.EntityService;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import java.time.Clock;

/**
 * Races: shrinking the capacity of a course, or deleting it, against enrolling. Guard: the course's
 * row lock.
 */
final class CourseService extends EntityService<Course> {

  private final Enrollments enrollments;

  CourseService(
      Transactions transactions,
      Courses courses,
      Enrollments enrollments,
      IdGenerator ids,
      Clock clock) {
    super(transactions, courses, ids, clock);
    this.enrollments = enrollments;
  }

  @Override
  protected void delete(Course course, boolean force) {
    if (force) {
      enrollments.deleteIn(course.id());
    } else if (enrollments.existIn(course.id())) {
      throw CourseErrors.hasEnrollments(course.id());
    }
    super.delete(course, force);
  }
}
