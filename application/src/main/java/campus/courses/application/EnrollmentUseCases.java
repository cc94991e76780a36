package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.Id;
import java.util.List;

/**
 * Enrolls students in courses.
 *
 * <p>Callers act for the student who is their user, REGISTRAR for all students; others get {@link
 * campus.shared.domain.error.NotAllowed}. A missing student, course or enrollment is {@link
 * campus.shared.domain.error.NotFound}.
 *
 * <p>Each method joins the transaction in progress, or opens one.
 */
public interface EnrollmentUseCases {

  /**
   * Enrolls a student, also after they dropped the course.
   *
   * @throws campus.shared.domain.error.AlreadyExists if they take the course, or have completed it
   * @throws campus.shared.domain.error.RuleBroken if the course is full
   */
  Id<Enrollment> enroll(Caller caller, Id<Student> student, Id<Course> course);

  /**
   * Drops an enrollment.
   *
   * @throws campus.shared.domain.error.RuleBroken if it is completed
   */
  void drop(Caller caller, Id<Enrollment> enrollment);

  /**
   * Drops all current enrollments of a student.
   *
   * @return the dropped enrollments, in course id order
   */
  List<Id<Enrollment>> dropAll(Caller caller, Id<Student> student);

  /**
   * Grades an enrollment. The edge checks access.
   *
   * @param grade 0 to 100
   * @param complete whether to complete the course as well
   * @throws campus.shared.domain.error.RuleBroken if it was dropped
   */
  void grade(Id<Enrollment> enrollment, int grade, boolean complete);
}
