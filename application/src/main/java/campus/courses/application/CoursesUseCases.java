package campus.courses.application;

import campus.identity.application.UserDependents;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import java.time.Clock;

/**
 * The use cases of this context, put together: driven ports in, driving ports out.
 *
 * @param userDependents what identity has to tell of users who go
 */
public record CoursesUseCases(
    StudentUseCases students,
    CourseUseCases courses,
    EnrollmentUseCases enrollments,
    UserDependents userDependents) {

  public static CoursesUseCases create(
      Transactions transactions,
      Students students,
      Courses courses,
      Enrollments enrollments,
      IdGenerator ids,
      Clock clock) {
    return new CoursesUseCases(
        new StudentService(transactions, students, courses, enrollments, ids, clock),
        new CourseService(transactions, courses, enrollments, ids, clock),
        new EnrollmentService(transactions, students, courses, enrollments, ids, clock),
        new StudentsOfUsers(students, clock));
  }
}
