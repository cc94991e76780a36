package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.shared.application.call.Caller;
import campus.shared.domain.Id;
import java.util.List;

/**
 * Enrolling in courses, and leaving them.
 *
 * <p>Callers may act for the student who is their user; REGISTRAR for all. Each method joins the
 * transaction in progress, or is one of its own.
 */
public interface EnrollmentUseCases {

  /**
   * Enrolls a student, or enrolls him again after he dropped the course.
   *
   * @throws campus.shared.domain.NotFound if there is no such student or course
   * @throws campus.shared.domain.NotAllowed if he is somebody else's
   * @throws campus.shared.domain.AlreadyExists if he takes the course, or completed it
   * @throws campus.shared.domain.RuleBroken if no seat is left
   */
  Id<Enrollment> enroll(Caller caller, Id<Student> student, Id<Course> course);

  /**
   * Drops an enrollment.
   *
   * @throws campus.shared.domain.NotFound if there is no such enrollment
   * @throws campus.shared.domain.NotAllowed if it is somebody else's
   * @throws campus.shared.domain.RuleBroken if it is over
   */
  void drop(Caller caller, Id<Enrollment> enrollment);

  /**
   * Drops all courses that a student is enrolled in.
   *
   * @return what was dropped, in the order of the courses
   * @throws campus.shared.domain.NotFound if there is no such student
   * @throws campus.shared.domain.NotAllowed if he is somebody else's
   */
  List<Id<Enrollment>> dropAll(Caller caller, Id<Student> student);

  /**
   * Grades an enrollment. Who may is checked at the edge.
   *
   * @param grade 0 to 100
   * @param complete whether the course is completed with it
   * @throws campus.shared.domain.NotFound if there is no such enrollment
   * @throws campus.shared.domain.RuleBroken if it was dropped
   */
  void grade(Id<Enrollment> enrollment, int grade, boolean complete);
}
