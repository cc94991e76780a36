package campus.courses.domain;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.entity.Versioned;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Checks;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The enrollment of a student in a course, at most one for each pair. It starts ENROLLED, and
 * becomes COMPLETED with a grade or DROPPED. A dropped enrollment can be resumed.
 *
 * @param grade 0 to 100, null before grading
 */
public record Enrollment(
    Id<Enrollment> id,
    Id<Student> student,
    Id<Course> course,
    State state,
    @Nullable Integer grade,
    Revision revision)
    implements Versioned<Id<Enrollment>> {

  /** The life cycle. Only ENROLLED takes a seat. */
  public enum State {
    ENROLLED,
    COMPLETED,
    DROPPED
  }

  /** A student and a course: at most one enrollment. */
  public record Pair(Id<Student> student, Id<Course> course) {}

  private static final int MAX_GRADE = 100;

  public Enrollment {
    if (grade != null) {
      Checks.range("grade", grade, 0, MAX_GRADE);
    }
  }

  public static Id<Enrollment> id(UUID value) {
    return new Id<>(CoursesResources.ENROLLMENT, value);
  }

  public static Enrollment enroll(
      Id<Enrollment> id, Id<Student> student, Id<Course> course, Instant now) {
    return new Enrollment(id, student, course, State.ENROLLED, null, Revision.first(now));
  }

  public Pair pair() {
    return new Pair(student, course);
  }

  /** When the student last enrolled. */
  public Instant enrollTime() {
    return createTime();
  }

  public boolean isEnrolled() {
    return state == State.ENROLLED;
  }

  /**
   * Resumes a dropped enrollment, without its grade.
   *
   * @throws campus.shared.domain.error.AlreadyExists if it is not dropped
   */
  public Enrollment enrollAgain(Instant now) {
    if (state != State.DROPPED) {
      throw CourseErrors.alreadyEnrolled(this);
    }
    return new Enrollment(
        id, student, course, State.ENROLLED, null, new Revision(now, now, version() + 1));
  }

  /**
   * @throws campus.shared.domain.error.RuleBroken if it is completed
   */
  public Enrollment drop(Instant now) {
    if (state != State.ENROLLED) {
      throw CourseErrors.notEnrolled(this);
    }
    return with(State.DROPPED, grade, now);
  }

  /**
   * @param complete whether to complete the course; a completed enrollment stays so
   * @throws campus.shared.domain.error.RuleBroken if it is dropped
   */
  public Enrollment grade(int grade, boolean complete, Instant now) {
    if (state == State.DROPPED) {
      throw CourseErrors.notEnrolled(this);
    }
    return with(complete ? State.COMPLETED : state, grade, now);
  }

  private Enrollment with(State state, @Nullable Integer grade, Instant now) {
    return revision.edit(
        this, now, revised -> new Enrollment(id, student, course, state, grade, revised));
  }
}
