package campus.staff.persistence;

import campus.shared.persistence.JdbcEntities;
import campus.staff.application.Employees;
import campus.staff.domain.Employee;
import campus.staff.domain.EmployeeId;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import org.jspecify.annotations.Nullable;

@Singleton
final class JdbcEmployees extends JdbcEntities<EmployeeId, Employee, EmployeeRow>
    implements Employees {

  private final EmployeePaths paths;

  JdbcEmployees(EmployeeRowRepository employees, EmployeePaths paths) {
    super(employees, EmployeeRow::from, EmployeeRow::toDomain);
    this.paths = paths;
  }

  @Override
  public void lockTree() {
    paths.lock();
  }

  @Override
  public void addAll(Collection<Employee> employees) {
    super.addAll(employees);
    if (!employees.isEmpty()) {
      paths.add(employees.stream().map(employee -> employee.id().value()).toList());
    }
  }

  @Override
  public boolean isWithin(EmployeeId employee, EmployeeId top) {
    return paths.isWithin(employee, top);
  }

  @Override
  public void move(Employee moved) {
    update(moved);
    paths.move(moved.id(), moved.manager());
  }

  @Override
  public void reassign(EmployeeId from, @Nullable EmployeeId to, Instant now) {
    paths.reassign(from, to, now);
  }
}
