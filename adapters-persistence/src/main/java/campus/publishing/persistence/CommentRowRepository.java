package campus.publishing.persistence;

import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CommentRowRepository extends GenericRepository<CommentRow, UUID> {

  void save(CommentRow comment);

  void update(CommentRow comment);

  Optional<CommentRow> findByIdAndPostIdForUpdate(UUID id, UUID postId);

  void deleteById(UUID id);
}
