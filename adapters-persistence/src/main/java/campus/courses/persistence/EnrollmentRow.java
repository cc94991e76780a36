package campus.courses.persistence;

import campus.courses.domain.CourseId;
import campus.courses.domain.Enrollment;
import campus.courses.domain.EnrollmentId;
import campus.courses.domain.StudentId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("enrollments")
record EnrollmentRow(
    @Id UUID id,
    UUID studentId,
    UUID courseId,
    String state,
    Instant enrollTime,
    @Nullable Integer grade,
    Instant updateTime,
    long version) {

  static EnrollmentRow from(Enrollment enrollment) {
    return new EnrollmentRow(
        enrollment.id().value(),
        enrollment.student().value(),
        enrollment.course().value(),
        enrollment.state().name(),
        enrollment.enrollTime(),
        enrollment.grade(),
        enrollment.updateTime(),
        enrollment.version());
  }

  Enrollment toDomain() {
    return new Enrollment(
        new EnrollmentId(id),
        new StudentId(studentId),
        new CourseId(courseId),
        Enrollment.State.valueOf(state),
        enrollTime,
        grade,
        updateTime,
        version);
  }
}
