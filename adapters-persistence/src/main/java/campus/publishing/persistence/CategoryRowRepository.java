package campus.publishing.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CategoryRowRepository extends GenericRepository<CategoryRow, UUID> {

  void update(CategoryRow category);

  Optional<CategoryRow> findByIdForUpdate(UUID id);

  /** Rows are locked after they were joined, so those of the posts come first. */
  @Query(
      "WITH locked AS MATERIALIZED ("
          + "SELECT id FROM posts WHERE category_id = :id"
          + " ORDER BY id FOR NO KEY UPDATE)"
          + " SELECT t.* FROM (SELECT count(*) FROM locked) n JOIN categories t ON t.id = :id"
          + " FOR UPDATE OF t")
  Optional<CategoryRow> lockWithPosts(UUID id);

  void deleteById(UUID id);
}
