package campus.courses.persistence;

import campus.courses.application.Courses;
import campus.courses.application.Enrollments;
import campus.courses.application.Students;
import campus.courses.application.testing.CoursesPorts;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.TestPersistence;
import java.sql.SQLException;
import java.util.UUID;

/** The ports of courses on real PostgreSQL. */
final class JdbcCoursesPorts {

  private JdbcCoursesPorts() {}

  /** With nothing in them; aborts the test where the engine is not available. */
  static CoursesPorts empty(Engine engine) {
    var persistence = TestPersistence.shared(engine);
    persistence.truncate("students", "courses");
    return new CoursesPorts(
        persistence.get(Transactions.class),
        persistence.get(Students.class),
        persistence.get(Courses.class),
        persistence.get(Enrollments.class));
  }

  /** A new user. */
  static UserId user(Engine engine) {
    var id = UUID.randomUUID();
    try (var connection = TestPersistence.shared(engine).database().dataSource().getConnection();
        var insert =
            connection.prepareStatement(
                "INSERT INTO users SELECT id, name, name, name, name, '{MEMBER}', now(), now(), 1"
                    + " FROM (SELECT ?::uuid, ?::text) u (id, name)")) {
      insert.setObject(1, id);
      insert.setString(2, id.toString());
      insert.executeUpdate();
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    return new UserId(id);
  }
}
