package campus.staff.persistence;

import campus.shared.domain.ResourceId;
import campus.staff.domain.Employee;
import campus.staff.domain.EmployeeId;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

@MappedEntity("employees")
record EmployeeRow(
    @Id UUID id,
    String displayName,
    String title,
    @Nullable UUID managerId,
    int subordinateCount,
    Instant createTime,
    Instant updateTime,
    long version) {

  static EmployeeRow from(Employee employee) {
    return new EmployeeRow(
        employee.id().value(),
        employee.displayName(),
        employee.title(),
        ResourceId.valueOf(employee.manager()),
        employee.subordinateCount(),
        employee.createTime(),
        employee.updateTime(),
        employee.version());
  }

  /** The row in a result of SQL of our own. */
  static EmployeeRow read(ResultSet rows) throws SQLException {
    return new EmployeeRow(
        rows.getObject("id", UUID.class),
        rows.getString("display_name"),
        rows.getString("title"),
        rows.getObject("manager_id", UUID.class),
        rows.getInt("subordinate_count"),
        rows.getObject("create_time", OffsetDateTime.class).toInstant(),
        rows.getObject("update_time", OffsetDateTime.class).toInstant(),
        rows.getLong("version"));
  }

  Employee toDomain() {
    return new Employee(
        new EmployeeId(id),
        displayName,
        title,
        managerId == null ? null : new EmployeeId(managerId),
        subordinateCount,
        createTime,
        updateTime,
        version);
  }
}
