package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Student;
import campus.identity.application.UserDependents;
import campus.shared.application.write.EntityUseCases;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Transactions;
import java.time.Clock;

/** The use cases of this context. */
public record CoursesUseCases(
    EntityUseCases<Student> students,
    EntityUseCases<Course> courses,
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
