package campus.staff.persistence;

import campus.shared.persistence.EntityRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.List;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface EmployeeRowRepository extends EntityRows<EmployeeRow> {

  @Override
  @Query("SELECT * FROM employees WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")
  List<EmployeeRow> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  /** Their paths go with them. */
  @Override
  @Query("DELETE FROM employees WHERE id = ANY(CAST(:ids AS uuid[]))")
  void deleteAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);
}
