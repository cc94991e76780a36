package campus.courses.persistence;

import campus.shared.application.write.Transactions;
import campus.shared.persistence.entities.KeptColumns;
import campus.shared.persistence.jdbc.Statements;
import jakarta.inject.Singleton;
import java.util.List;

@Singleton
final class CoursesCounts extends KeptColumns {

  CoursesCounts(Statements statements, Transactions transactions) {
    super(
        statements,
        transactions,
        List.of(
            new Count(
                "courses",
                "enrolled_count",
                "SELECT course_id AS id, count(*) AS n FROM enrollments"
                    + " WHERE {id} AND state = 'ENROLLED' GROUP BY course_id")));
  }
}
