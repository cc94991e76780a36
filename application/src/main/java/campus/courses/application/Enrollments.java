package campus.courses.application;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.shared.application.write.Entities;
import campus.shared.domain.name.Id;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/** The enrollments, at most one per student and course. */
public interface Enrollments extends Entities<Id<Enrollment>, Enrollment> {

  /**
   * Finds enrollments, without a lock: their students and courses never change. Missing ones are
   * left out.
   */
  List<Enrollment> findAll(Collection<Id<Enrollment>> ids);

  /** Finds the enrollments of locked students in courses, without those that do not exist. */
  List<Enrollment> findPairs(Collection<Pair> pairs);

  /** As {@link #findAll}, for one. */
  default Optional<Enrollment> find(Id<Enrollment> id) {
    return findAll(List.of(id)).stream().findFirst();
  }

  /** As {@link #findPairs}, for one. */
  default Optional<Enrollment> find(Id<Student> student, Id<Course> course) {
    return findPairs(List.of(new Pair(student, course))).stream().findFirst();
  }

  /** The enrollments of locked students, in any state, in the order of courses, then students. */
  List<Enrollment> of(Collection<Id<Student>> students);

  /** Those of locked courses that have enrollments, in id order. */
  List<Id<Course>> taken(Collection<Id<Course>> courses);

  /** Deletes the enrollments of locked students in locked courses. */
  void deleteOf(Collection<Id<Student>> students);

  /** Deletes the enrollments in locked courses. */
  void deleteIn(Collection<Id<Course>> courses);
}
