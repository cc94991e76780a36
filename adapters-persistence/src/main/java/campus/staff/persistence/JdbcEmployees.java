package campus.staff.persistence;

import campus.shared.domain.name.Id;
import campus.shared.persistence.entities.JdbcEntities;
import campus.shared.persistence.jdbc.Statements;
import campus.staff.application.Employees;
import campus.staff.domain.Employee;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

@Singleton
final class JdbcEmployees extends JdbcEntities<Id<Employee>, Employee, EmployeeRow>
    implements Employees {

  private final EmployeePaths paths;

  JdbcEmployees(Statements statements, EmployeeRowRepository rows, EmployeePaths paths) {
    super(
        statements,
        StaffDeclarations.EMPLOYEE,
        rows,
        EmployeeRow.class,
        EmployeeRow::from,
        EmployeeRow::toDomain);
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
      paths.add(uuids(employees));
    }
  }

  @Override
  public boolean isWithin(Id<Employee> employee, Id<Employee> top) {
    return paths.isWithin(employee, top);
  }

  @Override
  public void move(Employee moved) {
    update(moved);
    paths.move(moved.id(), moved.manager());
  }

  @Override
  public Map<Id<Employee>, Integer> reassign(Collection<Id<Employee>> from, Instant now) {
    return paths.reassign(from, now).stream()
        .collect(Collectors.groupingBy(Function.identity(), Collectors.summingInt(_ -> 1)));
  }
}
