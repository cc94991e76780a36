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
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface TagRowRepository extends GenericRepository<TagRow, UUID> {

  /** Those that all see, and an owner's. */
  String LABELLED =
      "SELECT * FROM tags WHERE label_key = ANY(:keys) AND (owner_id IS NULL OR owner_id = :owner)"
          + " ORDER BY id";

  void save(TagRow tag);

  void update(TagRow tag);

  @Query("SELECT * FROM tags WHERE id = :id AND owner_id IS NULL FOR UPDATE")
  Optional<TagRow> lock(UUID id);

  /** Rows are locked after they were joined, so those of the posts come first. */
  @Query(
      "WITH locked AS MATERIALIZED (SELECT id FROM posts WHERE id IN (SELECT post_id FROM post_tags"
          + " WHERE tag_id = :id) ORDER BY id FOR NO KEY UPDATE) SELECT t.* FROM (SELECT count(*)"
          + " FROM locked) n JOIN tags t ON t.id = :id AND t.owner_id IS NULL FOR UPDATE OF t")
  Optional<TagRow> lockWithPosts(UUID id);

  @Query(LABELLED)
  List<TagRow> find(@TypeDef(type = DataType.STRING_ARRAY) List<String> keys, UUID owner);

  @Query(LABELLED + " FOR KEY SHARE")
  List<TagRow> keepLabelled(
      @TypeDef(type = DataType.STRING_ARRAY) List<String> keys, @Nullable UUID owner);

  @Query(
      "SELECT * FROM tags WHERE id = ANY(CAST(:ids AS uuid[])) AND (owner_id IS NULL OR owner_id ="
          + " :owner) ORDER BY id FOR KEY SHARE")
  List<TagRow> keep(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids, UUID owner);

  void deleteById(UUID id);
}
