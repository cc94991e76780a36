package campus.courses.persistence;

import campus.shared.persistence.EntityRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.List;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface CourseRowRepository extends EntityRows<CourseRow> {

  @Override
  @Query("SELECT * FROM courses WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")
  List<CourseRow> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Override
  @Query("DELETE FROM courses WHERE id = ANY(CAST(:ids AS uuid[]))")
  void deleteAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);
}
