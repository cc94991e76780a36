package campus.courses.persistence;

import campus.courses.domain.CourseErrors;
import campus.courses.domain.CoursesResources;
import campus.courses.domain.Enrollment;
import campus.identity.persistence.IdentityDeclarations;
import campus.shared.application.query.Visibility;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.value.Role;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.shared.persistence.declare.RowSql;
import campus.shared.persistence.jdbc.Sql;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

@Singleton
final class CoursesDeclarations implements ResourceDeclarations {

  private static final RowSql ENROLLED = link -> Sql.of(link.column("state"), " = 'ENROLLED'");

  static final Resource STUDENT =
      Resource.of(CoursesResources.STUDENT, "students", "id")
          .signedInOnly()
          .text("display_name")
          .sortable()
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .etag()
          .optional("user", () -> IdentityDeclarations.USER, "user_id", "id")
          .manyThrough(
              "courses",
              () -> CoursesDeclarations.COURSE,
              "enrollments",
              "student_id",
              "course_id",
              ENROLLED)
          .many("enrollments", () -> CoursesDeclarations.ENROLLMENT, "student_id")
          .build();

  static final Resource COURSE =
      Resource.of(CoursesResources.COURSE, "courses", "id")
          .text("title")
          .sortable()
          .integer("capacity")
          .integer("enrolled_count")
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .etag()
          .manyThrough(
              "students",
              () -> CoursesDeclarations.STUDENT,
              "enrollments",
              "course_id",
              "student_id",
              ENROLLED)
          .many("enrollments", () -> CoursesDeclarations.ENROLLMENT, "course_id")
          .build();

  static final Resource ENROLLMENT =
      Resource.of(CoursesResources.ENROLLMENT, "enrollments", "id")
          .signedInOnly()
          .ownerWhere(row ->
              Sql.of(
                  "(SELECT s.user_id FROM students s WHERE s.id = ",
                  row.column("student_id"),
                  ") = ",
                  Sql.CALLER))
          .enumeration("state", Enrollment.State.class)
          .timestamp("enroll_time")
          .sortable()
          .integer("grade")
          .nullable()
          .visibleTo(new Visibility(false, true, Set.of(Role.REGISTRAR)))
          .timestamp("update_time")
          .one("student", () -> CoursesDeclarations.STUDENT, "student_id", "id")
          .one("course", () -> CoursesDeclarations.COURSE, "course_id", "id")
          .build();

  @Override
  public List<Resource> resources() {
    return List.of(STUDENT, COURSE, ENROLLMENT);
  }

  @Override
  public Map<String, Supplier<DomainError>> constraints() {
    return Map.of("students_user_key", CourseErrors::userIsStudent);
  }
}
