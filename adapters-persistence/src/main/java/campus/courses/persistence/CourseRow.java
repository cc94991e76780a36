package campus.courses.persistence;

import campus.courses.domain.Course;
import campus.shared.domain.entity.Revision;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.UUID;

@MappedEntity("courses")
record CourseRow(
    @Id UUID id,
    String title,
    int capacity,
    int enrolledCount,
    Instant createTime,
    Instant updateTime,
    long version) {

  static CourseRow from(Course course) {
    return new CourseRow(
        course.id().value(),
        course.title(),
        course.capacity(),
        course.enrolledCount(),
        course.createTime(),
        course.updateTime(),
        course.version());
  }

  Course toDomain() {
    return new Course(
        Course.id(id),
        title,
        capacity,
        enrolledCount,
        new Revision(createTime, updateTime, version));
  }
}
