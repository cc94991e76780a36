package campus.courses.persistence;

import campus.courses.application.Courses;
import campus.courses.domain.Course;
import campus.shared.domain.name.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;

@Singleton
final class JdbcCourses extends JdbcEntities<Id<Course>, Course, CourseRow> implements Courses {

  JdbcCourses(Statements statements, CourseRowRepository rows) {
    super(
        statements,
        CoursesDeclarations.COURSE,
        rows,
        CourseRow.class,
        CourseRow::from,
        CourseRow::toDomain);
  }
}
