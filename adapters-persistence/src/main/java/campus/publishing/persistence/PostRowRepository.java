package campus.publishing.persistence;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PostRowRepository extends GenericRepository<PostRow, UUID> {

  void update(PostRow post);

  Optional<PostRow> findByIdForUpdate(UUID id);
}
