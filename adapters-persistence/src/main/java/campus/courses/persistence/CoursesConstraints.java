package campus.courses.persistence;

import campus.courses.application.CoursesResources;
import campus.courses.domain.UserIsStudent;
import campus.identity.application.IdentityResources;
import campus.shared.application.ResourceType;
import campus.shared.domain.DomainError;
import campus.shared.persistence.ConstraintErrors;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;

@Singleton
final class CoursesConstraints implements ConstraintErrors {

  @Override
  public Map<String, Supplier<DomainError>> byConstraint() {
    return Map.of("students_user_key", UserIsStudent::new);
  }

  @Override
  public Map<String, ResourceType> references() {
    return Map.of(
        "students_user_fkey", IdentityResources.USER,
        "enrollments_student_fkey", CoursesResources.STUDENT,
        "enrollments_course_fkey", CoursesResources.COURSE);
  }
}
