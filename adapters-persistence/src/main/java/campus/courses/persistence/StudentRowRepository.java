package campus.courses.persistence;

import campus.shared.persistence.EntityRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface StudentRowRepository extends EntityRows<StudentRow> {

  @Override
  @Query("SELECT * FROM students WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")
  List<StudentRow> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Override
  @Query("DELETE FROM students WHERE id = ANY(CAST(:ids AS uuid[]))")
  void deleteAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Query(
      "UPDATE students SET user_id = NULL, update_time = :now, version = version + 1"
          + " WHERE user_id = ANY(CAST(:users AS uuid[]))")
  void detach(@TypeDef(type = DataType.STRING_ARRAY) List<String> users, Instant now);
}
