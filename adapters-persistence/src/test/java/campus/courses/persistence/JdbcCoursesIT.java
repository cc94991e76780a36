package campus.courses.persistence;

import campus.courses.application.testing.CoursesContract;
import campus.courses.application.testing.CoursesPorts;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.testing.Engine;
import org.junit.jupiter.api.Nested;

class JdbcCoursesIT {

  @Nested
  class OnPostgres18 extends CoursesContract {
    @Override
    protected CoursesPorts emptyPorts() {
      return JdbcCoursesPorts.empty(Engine.POSTGRES_18);
    }

    @Override
    protected UserId someUser() {
      return JdbcCoursesPorts.user(Engine.POSTGRES_18);
    }
  }

  @Nested
  class OnPostgres15 extends CoursesContract {
    @Override
    protected CoursesPorts emptyPorts() {
      return JdbcCoursesPorts.empty(Engine.POSTGRES_15);
    }

    @Override
    protected UserId someUser() {
      return JdbcCoursesPorts.user(Engine.POSTGRES_15);
    }
  }
}
