package campus.courses.application;

import campus.courses.application.testing.CoursesContract;
import campus.courses.application.testing.CoursesPorts;
import campus.courses.application.testing.InMemoryCourses;
import campus.shared.domain.name.UserId;
import java.util.UUID;

class InMemoryCoursesTest extends CoursesContract {

  @Override
  protected CoursesPorts emptyPorts() {
    return InMemoryCourses.create();
  }

  @Override
  protected UserId someUser() {
    return new UserId(UUID.randomUUID());
  }
}
