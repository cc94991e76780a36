package campus.courses.application;

import campus.courses.domain.HasEnrollments;
import campus.courses.domain.Student;
import campus.courses.domain.StudentId;
import campus.shared.application.EntityService;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.Etag;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * A student deleted while he enrolls: his row's lock, which enrolling takes too. One user as two
 * students: a unique constraint. The rest is as for all entities.
 */
final class StudentService extends EntityService<StudentId, Student> implements StudentUseCases {

  private final Transactions transactions;
  private final Students students;
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
    this.transactions = transactions;
    this.students = students;
    this.courses = courses;
    this.enrollments = enrollments;
  }

  @Override
  public void delete(StudentId id, @Nullable Etag etag) {
    delete(id, etag, false);
  }

  @Override
  public void delete(StudentId id, @Nullable Etag etag, boolean force) {
    transactions.write(() -> {
      students.lock(id).requireAt(etag);
      var all = enrollments.of(id);
      if (!force && !all.isEmpty()) {
        throw new HasEnrollments(id);
      }
      if (!all.isEmpty()) {
        var _ = EnrollmentService.leaveSeats(courses, all);
        enrollments.deleteOf(id);
      }
      students.delete(id);
    });
  }
}
