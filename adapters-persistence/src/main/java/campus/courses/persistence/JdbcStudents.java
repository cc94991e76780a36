package campus.courses.persistence;

import campus.courses.application.Students;
import campus.courses.domain.Student;
import campus.courses.domain.StudentId;
import campus.shared.domain.UserId;
import campus.shared.persistence.JdbcEntities;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;

@Singleton
final class JdbcStudents extends JdbcEntities<StudentId, Student, StudentRow> implements Students {

  private final StudentRowRepository students;

  JdbcStudents(StudentRowRepository students) {
    super(students, StudentRow::from, StudentRow::toDomain);
    this.students = students;
  }

  @Override
  public void detach(Collection<UserId> users, Instant now) {
    students.detach(values(users), now);
  }
}
