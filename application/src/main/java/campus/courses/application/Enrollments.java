package campus.courses.application;

import campus.courses.domain.CourseId;
import campus.courses.domain.Enrollment;
import campus.courses.domain.EnrollmentId;
import campus.courses.domain.StudentId;
import campus.shared.application.Entities;
import java.util.List;
import java.util.Optional;

/** The enrollments: one at most for a student and a course. */
public interface Enrollments extends Entities<EnrollmentId, Enrollment> {

  /** Finds an enrollment, without a lock: its student and its course never change. */
  Optional<Enrollment> find(EnrollmentId id);

  /** Finds the enrollment of a student in a course. The student has to be locked. */
  Optional<Enrollment> find(StudentId student, CourseId course);

  /**
   * The enrollments of a student, in whatever state, in the order of their courses. He has to be
   * locked, so that they stay as they are.
   */
  List<Enrollment> of(StudentId student);

  /** Whether there is an enrollment in a course. It has to be locked, so that it stays so. */
  boolean existIn(CourseId course);

  /** Deletes the enrollments of a student who was locked before, with their courses. */
  void deleteOf(StudentId student);

  /** Deletes the enrollments in a course that was locked before. */
  void deleteIn(CourseId course);
}
