package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.CourseErrors;
import campus.shared.application.write.EntityService;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import java.time.Clock;
import java.util.List;

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
  protected void deleteLocked(List<Course> locked, boolean force) {
    var ids = idsOf(locked);
    if (force) {
      enrollments.deleteIn(ids);
    } else {
      var refused = enrollments.taken(ids);
      if (!refused.isEmpty()) {
        throw CourseErrors.hasEnrollments(refused.getFirst());
      }
    }
    super.deleteLocked(locked, force);
  }
}
