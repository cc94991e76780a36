package campus.publishing.persistence;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface TagRowRepository extends GenericRepository<TagRow, UUID> {

  void save(TagRow tag);

  void update(TagRow tag);

  Optional<TagRow> findByIdForUpdate(UUID id);

  /** Rows are locked after they were joined, so those of the posts come first. */
  @Query(
      "WITH locked AS MATERIALIZED ("
          + "SELECT id FROM posts WHERE id IN (SELECT post_id FROM post_tags WHERE tag_id = :id)"
          + " ORDER BY id FOR NO KEY UPDATE)"
          + " SELECT t.* FROM (SELECT count(*) FROM locked) n JOIN tags t ON t.id = :id"
          + " FOR UPDATE OF t")
  Optional<TagRow> lockWithPosts(UUID id);

  @Query("SELECT * FROM tags WHERE label_key = ANY(:keys) ORDER BY id")
  List<TagRow> find(@TypeDef(type = DataType.STRING_ARRAY) List<String> keys);

  @Query("SELECT * FROM tags WHERE label_key = ANY(:keys) ORDER BY id FOR KEY SHARE")
  List<TagRow> keep(@TypeDef(type = DataType.STRING_ARRAY) List<String> keys);

  void deleteById(UUID id);
}
