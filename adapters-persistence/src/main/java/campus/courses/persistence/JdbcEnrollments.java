package campus.courses.persistence;

import campus.courses.application.Enrollments;
import campus.courses.domain.CourseId;
import campus.courses.domain.Enrollment;
import campus.courses.domain.EnrollmentId;
import campus.courses.domain.StudentId;
import campus.shared.persistence.JdbcEntities;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;

@Singleton
final class JdbcEnrollments extends JdbcEntities<EnrollmentId, Enrollment, EnrollmentRow>
    implements Enrollments {

  private final EnrollmentRowRepository enrollments;

  JdbcEnrollments(EnrollmentRowRepository enrollments) {
    super(enrollments, EnrollmentRow::from, EnrollmentRow::toDomain);
    this.enrollments = enrollments;
  }

  @Override
  public Optional<Enrollment> find(EnrollmentId id) {
    return enrollments.findById(id.value()).map(EnrollmentRow::toDomain);
  }

  @Override
  public Optional<Enrollment> find(StudentId student, CourseId course) {
    return enrollments
        .findByStudentIdAndCourseId(student.value(), course.value())
        .map(EnrollmentRow::toDomain);
  }

  @Override
  public List<Enrollment> of(StudentId student) {
    return enrollments.findByStudentIdOrderByCourseId(student.value()).stream()
        .map(EnrollmentRow::toDomain)
        .toList();
  }

  @Override
  public boolean existIn(CourseId course) {
    return enrollments.existsByCourseId(course.value());
  }

  @Override
  public void deleteOf(StudentId student) {
    enrollments.deleteByStudentId(student.value());
  }

  @Override
  public void deleteIn(CourseId course) {
    enrollments.deleteByCourseId(course.value());
  }
}
