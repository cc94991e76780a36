package campus.courses.application.testing;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.shared.application.call.Caller;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Students, courses and enrollments to test with. */
public final class TestCourses {

  public static final Instant NOW = Instant.parse("2026-05-01T10:00:00.123456Z");

  /** A caller with the role REGISTRAR. */
  public static final Caller REGISTRAR =
      new Caller(new UserId(UUID.randomUUID()), Set.of(Role.MEMBER, Role.REGISTRAR), null);

  private TestCourses() {}

  public static Student aStudent(String displayName) {
    return aStudent(displayName, null);
  }

  public static Student aStudent(String displayName, @Nullable UserId user) {
    return Student.create(Student.id(UUID.randomUUID()), displayName, user, NOW);
  }

  public static Course aCourse(String title, int capacity) {
    return Course.create(Course.id(UUID.randomUUID()), title, capacity, NOW);
  }

  public static Enrollment anEnrollment(Id<Student> student, Id<Course> course) {
    return Enrollment.enroll(Enrollment.id(UUID.randomUUID()), student, course, NOW);
  }
}
