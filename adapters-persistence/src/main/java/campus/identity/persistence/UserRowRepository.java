package campus.identity.persistence;

import campus.shared.persistence.entities.EntityRows;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface UserRowRepository extends EntityRows<UserRow> {

  Optional<UserRow> findByUsernameKey(String usernameKey);
}
