package campus.courses.persistence;

import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.shared.domain.entity.Revision;
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
        Enrollment.id(id),
        Student.id(studentId),
        Course.id(courseId),
        Enrollment.State.valueOf(state),
        grade,
        new Revision(enrollTime, updateTime, version));
  }
}
