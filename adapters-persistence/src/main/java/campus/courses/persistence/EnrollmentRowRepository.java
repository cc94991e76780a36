package campus.courses.persistence;

import campus.shared.persistence.entities.EntityRows;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface EnrollmentRowRepository extends EntityRows<EnrollmentRow> {

  Optional<EnrollmentRow> findById(UUID id);

  Optional<EnrollmentRow> findByStudentIdAndCourseId(UUID studentId, UUID courseId);
}
