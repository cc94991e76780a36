package campus.courses.persistence;

import campus.courses.application.Students;
import campus.courses.domain.Student;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;

@Singleton
final class JdbcStudents extends JdbcEntities<Id<Student>, Student, StudentRow>
    implements Students {

  private static final String DETACH =
      """
      UPDATE students SET user_id = NULL, update_time = ?, version = version + 1
      WHERE user_id = ANY(?)
      """;

  private final Statements statements;

  JdbcStudents(Statements statements, StudentRowRepository rows) {
    super(
        statements,
        CoursesDeclarations.STUDENT,
        rows,
        StudentRow.class,
        StudentRow::from,
        StudentRow::toDomain);
    this.statements = statements;
  }

  @Override
  public void detach(Collection<UserId> users, Instant now) {
    statements.update(DETACH, now, values(users));
  }
}
