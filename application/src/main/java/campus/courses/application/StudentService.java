package campus.courses.application;

import campus.courses.domain.CourseErrors;
import campus.courses.domain.Student;
import campus.shared.application.write.EntityService;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import java.time.Clock;

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
  protected void delete(Student student, boolean force) {
    var all = enrollments.of(student.id());
    if (!all.isEmpty()) {
      if (!force) {
        throw CourseErrors.hasEnrollments(student.id());
      }
      var _ = EnrollmentService.leaveSeats(courses, all);
      enrollments.deleteOf(student.id());
    }
    super.delete(student, force);
  }
}
