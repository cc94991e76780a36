package campus.publishing.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface PostRowRepository extends GenericRepository<PostRow, UUID> {

  void update(PostRow post);

  /** Locks the author first: their post count may change, and they must not be deleted. */
  @Query(
      "WITH author AS MATERIALIZED ("
          + "SELECT u.id FROM posts p JOIN users u ON u.id = p.author_id WHERE p.id = :id"
          + " FOR KEY SHARE OF u)"
          + " SELECT p.* FROM author JOIN posts p ON p.id = :id FOR UPDATE OF p")
  Optional<PostRow> lock(UUID id);
}
