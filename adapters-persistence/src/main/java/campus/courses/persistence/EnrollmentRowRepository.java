package campus.courses.persistence;

import campus.shared.persistence.EntityRows;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.annotation.TypeDef;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.DataType;
import io.micronaut.data.model.query.builder.sql.Dialect;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

@JdbcRepository(dialect = Dialect.POSTGRES)
interface EnrollmentRowRepository extends EntityRows<EnrollmentRow> {

  @Override
  @Query("SELECT * FROM enrollments WHERE id = ANY(CAST(:ids AS uuid[])) ORDER BY id FOR UPDATE")
  List<EnrollmentRow> lockAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  @Override
  @Query("DELETE FROM enrollments WHERE id = ANY(CAST(:ids AS uuid[]))")
  void deleteAll(@TypeDef(type = DataType.STRING_ARRAY) List<String> ids);

  Optional<EnrollmentRow> findById(UUID id);

  Optional<EnrollmentRow> findByStudentIdAndCourseId(UUID studentId, UUID courseId);

  List<EnrollmentRow> findByStudentIdOrderByCourseId(UUID studentId);

  boolean existsByCourseId(UUID courseId);

  void deleteByStudentId(UUID studentId);

  void deleteByCourseId(UUID courseId);
}
