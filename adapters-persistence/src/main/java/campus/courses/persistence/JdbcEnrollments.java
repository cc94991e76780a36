package campus.courses.persistence;

import campus.courses.application.Enrollments;
import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Student;
import campus.shared.domain.name.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
final class JdbcEnrollments extends JdbcEntities<Id<Enrollment>, Enrollment, EnrollmentRow>
    implements Enrollments {

  private final EnrollmentRowRepository enrollments;

  JdbcEnrollments(Statements statements, EnrollmentRowRepository enrollments) {
    super(
        statements,
        CoursesDeclarations.ENROLLMENT,
        enrollments,
        EnrollmentRow.class,
        EnrollmentRow::from,
        EnrollmentRow::toDomain);
    this.enrollments = enrollments;
  }

  @Override
  public Optional<Enrollment> find(Id<Enrollment> id) {
    return enrollments.findById(id.value()).map(EnrollmentRow::toDomain);
  }

  @Override
  public Optional<Enrollment> find(Id<Student> student, Id<Course> course) {
    return enrollments
        .findByStudentIdAndCourseId(student.value(), course.value())
        .map(EnrollmentRow::toDomain);
  }

  @Override
  public List<Enrollment> of(Id<Student> student) {
    return enrollments.findByStudentIdOrderByCourseId(student.value()).stream()
        .map(EnrollmentRow::toDomain)
        .toList();
  }

  @Override
  public boolean existIn(Id<Course> course) {
    return enrollments.existsByCourseId(course.value());
  }

  @Override
  public void deleteOf(Id<Student> student) {
    enrollments.deleteByStudentId(student.value());
  }

  @Override
  public void deleteIn(Id<Course> course) {
    enrollments.deleteByCourseId(course.value());
  }
}
