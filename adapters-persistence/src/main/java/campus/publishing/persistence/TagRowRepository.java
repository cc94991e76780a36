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

  @Query("SELECT * FROM tags WHERE label_key = ANY(:keys) ORDER BY id")
  List<TagRow> find(@TypeDef(type = DataType.STRING_ARRAY) List<String> keys);

  @Query("SELECT * FROM tags WHERE label_key = ANY(:keys) ORDER BY id FOR KEY SHARE")
  List<TagRow> keep(@TypeDef(type = DataType.STRING_ARRAY) List<String> keys);

  void deleteById(UUID id);
}
