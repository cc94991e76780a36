package campus.courses.persistence;

import campus.courses.application.Courses;
import campus.courses.domain.Course;
import campus.courses.domain.CourseId;
import campus.shared.persistence.JdbcEntities;
import jakarta.inject.Singleton;

@Singleton
final class JdbcCourses extends JdbcEntities<CourseId, Course, CourseRow> implements Courses {

  JdbcCourses(CourseRowRepository courses) {
    super(courses, CourseRow::from, CourseRow::toDomain);
  }
}
