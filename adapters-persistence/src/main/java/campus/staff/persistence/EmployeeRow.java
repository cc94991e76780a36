package campus.staff.persistence;

import campus.shared.domain.entity.Revision;
import campus.shared.domain.name.ResourceId;
import campus.staff.domain.Employee;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
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

  Employee toDomain() {
    return new Employee(
        Employee.id(id),
        displayName,
        title,
        managerId == null ? null : Employee.id(managerId),
        subordinateCount,
        new Revision(createTime, updateTime, version));
  }
}
