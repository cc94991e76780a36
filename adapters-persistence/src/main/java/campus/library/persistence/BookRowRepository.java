package campus.library.persistence;

import campus.shared.persistence.entities.EntityRows;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface BookRowRepository extends EntityRows<BookRow> {}
