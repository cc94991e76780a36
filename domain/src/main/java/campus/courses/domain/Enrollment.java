package campus.courses.domain;

import campus.shared.domain.Checks;
import campus.shared.domain.Entity;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * That a student takes a course, or did. There is one at most for a student and a course. It begins
 * ENROLLED, and is completed with a grade, or dropped; what was dropped can be taken up again.
 *
 * @param grade 0 to 100, null while there is none
 */
public record Enrollment(
    EnrollmentId id,
    StudentId student,
    CourseId course,
    State state,
    Instant enrollTime,
    @Nullable Integer grade,
    Instant updateTime,
    long version)
    implements Entity<EnrollmentId> {

  /** Where an enrollment is in its life. Only ENROLLED takes a seat. */
  public enum State {
    ENROLLED,
    COMPLETED,
    DROPPED
  }

  private static final int MAX_GRADE = 100;

  public Enrollment {
    if (grade != null) {
      Checks.range("grade", grade, 0, MAX_GRADE);
    }
  }

  public static Enrollment enroll(
      EnrollmentId id, StudentId student, CourseId course, Instant now) {
    return new Enrollment(id, student, course, State.ENROLLED, now, null, now, 1);
  }

  public boolean isEnrolled() {
    return state == State.ENROLLED;
  }

  /**
   * This enrollment, taken up again, without its grade.
   *
   * @throws AlreadyEnrolled if it was not dropped
   */
  public Enrollment enrollAgain(Instant now) {
    if (state != State.DROPPED) {
      throw new AlreadyEnrolled(this);
    }
    return new Enrollment(id, student, course, State.ENROLLED, now, null, now, version + 1);
  }

  /**
   * This enrollment, given up.
   *
   * @throws NotEnrolled if it is over
   */
  public Enrollment drop(Instant now) {
    if (state != State.ENROLLED) {
      throw new NotEnrolled(this);
    }
    return with(State.DROPPED, grade, now);
  }

  /**
   * This enrollment with a grade.
   *
   * @param complete whether the course is completed with it; what is completed stays so
   * @throws NotEnrolled if it was dropped
   */
  public Enrollment grade(int grade, boolean complete, Instant now) {
    if (state == State.DROPPED) {
      throw new NotEnrolled(this);
    }
    return with(complete ? State.COMPLETED : state, grade, now);
  }

  private Enrollment with(State state, @Nullable Integer grade, Instant now) {
    if (state == this.state && Objects.equals(grade, this.grade)) {
      return this;
    }
    return new Enrollment(id, student, course, state, enrollTime, grade, now, version + 1);
  }
}
