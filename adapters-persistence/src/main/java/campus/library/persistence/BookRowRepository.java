package campus.library.persistence;

import campus.shared.persistence.EntityRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.List;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface BookRowRepository extends EntityRows<BookRow> {

  @Override
  @Query("SELECT * FROM books WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")
  List<BookRow> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Override
  @Query("DELETE FROM books WHERE id = ANY(CAST(:ids AS uuid[]))")
  void deleteAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  boolean existsByAuthorId(UUID authorId);

  void deleteByAuthorId(UUID authorId);
}
