package campus.courses.application;

import campus.courses.domain.CourseErrors;
import campus.courses.domain.Student;
import campus.shared.application.write.EntityService;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import java.time.Clock;
import java.util.List;

/**
 * Races: deleting a student against enrolling them. Guard: the student's row lock. Making a user
 * two students. Guard: a unique constraint.
 */
final class StudentService extends EntityService<Student> {

  private final Courses courses;
  private final Enrollments enrollments;

  StudentService(
      Transactions transactions,
      Students students,
      Courses courses,
      Enrollments enrollments,
      IdGenerator ids,
      Clock clock) {
    super(transactions, students, ids, clock);
    this.courses = courses;
    this.enrollments = enrollments;
  }

  @Override
  protected void deleteLocked(List<Student> locked, boolean force) {
    var ids = idsOf(locked);
    var all = enrollments.of(ids);
    if (!all.isEmpty()) {
      if (!force) {
        throw CourseErrors.hasEnrollments(all.getFirst().student());
      }
      var _ = EnrollmentService.leaveSeats(courses, all);
      enrollments.deleteOf(ids);
    }
    super.deleteLocked(locked, force);
  }
}
