package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
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
 * <p>Each method joins the transaction in progress, or opens one. The number of SQL statements does
 * not grow with the number of enrollments.
 */
public interface EnrollmentUseCases {

  /**
   * A grade to give.
   *
   * @param grade 0 to 100
   * @param complete whether to complete the course as well
   */
  record Grading(Id<Enrollment> enrollment, int grade, boolean complete) {}

  /**
   * Enrolls students in order, all or none, also after they dropped the courses.
   *
   * @param wanted different pairs
   * @return the enrollments, in order
   * @throws campus.shared.domain.error.AlreadyExists if a student takes a course, or has completed
   *     it
   * @throws campus.shared.domain.error.RuleBroken if a course is full
   */
  List<Id<Enrollment>> enrollAll(Caller caller, List<Pair> wanted);

  /**
   * Drops enrollments, all or none.
   *
   * @param ids of different enrollments
   * @throws campus.shared.domain.error.RuleBroken if one is completed or dropped
   */
  void dropAll(Caller caller, List<Id<Enrollment>> ids);

  /**
   * Drops all current enrollments of a student.
   *
   * @return the dropped enrollments, in course id order
   */
  List<Id<Enrollment>> dropAllOf(Caller caller, Id<Student> student);

  /**
   * Grades enrollments, all or none. The edge checks access.
   *
   * @param gradings of different enrollments
   * @throws campus.shared.domain.error.RuleBroken if one was dropped
   */
  void gradeAll(List<Grading> gradings);

  /** As {@link #enrollAll}, for one. */
  default Id<Enrollment> enroll(Caller caller, Id<Student> student, Id<Course> course) {
    return enrollAll(caller, List.of(new Pair(student, course))).getFirst();
  }

  /** As {@link #dropAll}, for one. */
  default void drop(Caller caller, Id<Enrollment> enrollment) {
    dropAll(caller, List.of(enrollment));
  }

  /** As {@link #gradeAll}, for one. */
  default void grade(Id<Enrollment> enrollment, int grade, boolean complete) {
    gradeAll(List.of(new Grading(enrollment, grade, complete)));
  }
}
