package campus.courses.application.testing;

import campus.courses.application.Courses;
import campus.courses.application.CoursesUseCases;
import campus.courses.application.Enrollments;
import campus.courses.application.Students;
import campus.shared.application.write.Transactions;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/** The driven ports of courses, all over the same store. */
public record CoursesPorts(
    Transactions transactions, Students students, Courses courses, Enrollments enrollments) {

  /** The same ports, whose use cases run within other transactions. */
  public CoursesPorts within(Transactions other) {
    return new CoursesPorts(other, students, courses, enrollments);
  }

  public CoursesUseCases useCases() {
    var clock = Clock.tick(Clock.systemUTC(), Duration.ofNanos(1000));
    return CoursesUseCases.create(
        transactions, students, courses, enrollments, UUID::randomUUID, clock);
  }
}
