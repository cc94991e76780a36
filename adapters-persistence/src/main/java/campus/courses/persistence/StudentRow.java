package campus.courses.persistence;

import campus.courses.domain.Student;
import campus.shared.domain.entity.Revision;
import campus.shared.domain.name.ResourceId;
import campus.shared.domain.name.UserId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("students")
record StudentRow(
    @Id UUID id,
    String displayName,
    @Nullable UUID userId,
    Instant createTime,
    Instant updateTime,
    long version) {

  static StudentRow from(Student student) {
    return new StudentRow(
        student.id().value(),
        student.displayName(),
        ResourceId.valueOf(student.user()),
        student.createTime(),
        student.updateTime(),
        student.version());
  }

  Student toDomain() {
    return new Student(
        Student.id(id),
        displayName,
        userId == null ? null : new UserId(userId),
        new Revision(createTime, updateTime, version));
  }
}
