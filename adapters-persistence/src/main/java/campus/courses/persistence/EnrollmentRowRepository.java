package campus.courses.persistence;

import campus.shared.persistence.entities.EntityRows;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface EnrollmentRowRepository extends EntityRows<EnrollmentRow> {}
