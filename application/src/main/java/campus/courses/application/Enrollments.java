package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import java.util.List;
import java.util.Optional;

/** The enrollments, at most one per student and course. */
public interface Enrollments extends Entities<Id<Enrollment>, Enrollment> {

  /** Finds an enrollment, without a lock: its student and course never change. */
  Optional<Enrollment> find(Id<Enrollment> id);

  /** Finds the enrollment of a locked student in a course. */
  Optional<Enrollment> find(Id<Student> student, Id<Course> course);

  /** The enrollments of a locked student, in any state, in course id order. */
  List<Enrollment> of(Id<Student> student);

  /** Whether a locked course has enrollments. */
  boolean existIn(Id<Course> course);

  /** Deletes the enrollments of a locked student in locked courses. */
  void deleteOf(Id<Student> student);

  /** Deletes the enrollments in a locked course. */
  void deleteIn(Id<Course> course);
}
