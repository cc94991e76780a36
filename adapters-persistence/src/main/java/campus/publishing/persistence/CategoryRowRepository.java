package campus.publishing.persistence;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CategoryRowRepository extends GenericRepository<CategoryRow, UUID> {

  void update(CategoryRow category);

  Optional<CategoryRow> findByIdForUpdate(UUID id);

  void deleteById(UUID id);
}
