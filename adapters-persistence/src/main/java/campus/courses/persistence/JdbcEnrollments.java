package campus.courses.persistence;

import campus.courses.application.Enrollments;
import campus.courses.domain.Course;
import campus.courses.domain.Enrollment;
import campus.courses.domain.Enrollment.Pair;
import campus.courses.domain.Student;
import campus.shared.domain.name.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

@Singleton
final class JdbcEnrollments extends JdbcEntities<Id<Enrollment>, Enrollment, EnrollmentRow>
    implements Enrollments {

  private static final String PAIRS =
      """
      SELECT e.* FROM unnest(?, ?) AS d (student_id, course_id)
      JOIN enrollments e USING (student_id, course_id)
      """;

  private static final String OF_STUDENTS =
      "SELECT * FROM enrollments WHERE student_id = ANY(?) ORDER BY course_id, student_id";

  private static final String TAKEN =
      """
      SELECT id FROM unnest(?) AS c (id)
      WHERE EXISTS (SELECT 1 FROM enrollments e WHERE e.course_id = c.id) ORDER BY id
      """;

  private final Statements statements;

  JdbcEnrollments(Statements statements, EnrollmentRowRepository rows) {
    super(
        statements,
        CoursesDeclarations.ENROLLMENT,
        rows,
        EnrollmentRow.class,
        EnrollmentRow::from,
        EnrollmentRow::toDomain);
    this.statements = statements;
  }

  @Override
  public List<Enrollment> findAll(Collection<Id<Enrollment>> ids) {
    return find("SELECT * FROM enrollments WHERE id = ANY(?)", values(ids));
  }

  @Override
  public List<Enrollment> findPairs(Collection<Pair> pairs) {
    return find(
        PAIRS,
        values(pairs.stream().map(Pair::student).toList()),
        values(pairs.stream().map(Pair::course).toList()));
  }

  @Override
  public List<Enrollment> of(Collection<Id<Student>> students) {
    return find(OF_STUDENTS, values(students));
  }

  @Override
  public List<Id<Course>> taken(Collection<Id<Course>> courses) {
    return statements.query(
        TAKEN, rows -> Course.id(rows.getObject(1, UUID.class)), values(courses));
  }

  @Override
  public void deleteOf(Collection<Id<Student>> students) {
    statements.update("DELETE FROM enrollments WHERE student_id = ANY(?)", values(students));
  }

  @Override
  public void deleteIn(Collection<Id<Course>> courses) {
    statements.update("DELETE FROM enrollments WHERE course_id = ANY(?)", values(courses));
  }
}
