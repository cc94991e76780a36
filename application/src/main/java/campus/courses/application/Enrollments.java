package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.shared.application.write.Entities;
import campus.shared.domain.Id;
import java.util.List;
import java.util.Optional;

/** The enrollments: one at most for a student and a course. */
public interface Enrollments extends Entities<Id<Enrollment>, Enrollment> {

  /** Finds an enrollment, without a lock: its student and its course never change. */
  Optional<Enrollment> find(Id<Enrollment> id);

  /** Finds the enrollment of a student in a course. The student has to be locked. */
  Optional<Enrollment> find(Id<Student> student, Id<Course> course);

  /**
   * The enrollments of a student, in whatever state, in the order of their courses. He has to be
   * locked, so that they stay as they are.
   */
  List<Enrollment> of(Id<Student> student);

  /** Whether there is an enrollment in a course. It has to be locked, so that it stays so. */
  boolean existIn(Id<Course> course);

  /** Deletes the enrollments of a student who was locked before, with their courses. */
  void deleteOf(Id<Student> student);

  /** Deletes the enrollments in a course that was locked before. */
  void deleteIn(Id<Course> course);
}
