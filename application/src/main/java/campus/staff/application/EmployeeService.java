package campus.staff.application;

import campus.shared.application.EntityUseCases;
import campus.shared.application.IdGenerator;
import campus.shared.application.Transactions;
import campus.shared.domain.Etag;
import campus.staff.domain.Cycle;
import campus.staff.domain.Employee;
import campus.staff.domain.EmployeeId;
import campus.staff.domain.HasSubordinates;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Two moves that would make a cycle together, and whatever else changes the shape of the tree: one
 * lock for the whole tree, taken first. So moves come one after the other, and each looks for a
 * cycle in what the one before has left. Then rows are locked: the employee, then managers. The
 * rest is as for all entities.
 */
final class EmployeeService implements EmployeeUseCases {

  private final Transactions transactions;
  private final Employees employees;
  private final EntityUseCases<EmployeeId, Employee> entities;
  private final Clock clock;

  EmployeeService(Transactions transactions, Employees employees, IdGenerator ids, Clock clock) {
    this.transactions = transactions;
    this.employees = employees;
    this.entities = EntityUseCases.of(transactions, employees, ids, clock);
    this.clock = clock;
  }

  @Override
  public Employee prepare(Creation<Employee> creation) {
    return entities.prepare(creation);
  }

  @Override
  public void add(Employee prepared) {
    transactions.write(() -> {
      employees.lockTree();
      changeCount(prepared.manager(), 1);
      employees.add(prepared);
    });
  }

  @Override
  public void addAll(List<Employee> prepared) {
    transactions.write(() -> prepared.forEach(this::add));
  }

  @Override
  public void update(Update<EmployeeId, Employee> update) {
    entities.update(update);
  }

  @Override
  public void move(EmployeeId id, @Nullable EmployeeId manager, @Nullable Etag etag) {
    transactions.write(() -> {
      employees.lockTree();
      var employee = employees.lock(id);
      employee.requireAt(etag);
      if (Objects.equals(manager, employee.manager())) {
        return;
      }
      if (manager != null && employees.isWithin(manager, id)) {
        throw new Cycle(id, manager);
      }
      changeCount(manager, 1);
      changeCount(employee.manager(), -1);
      employees.move(employee.under(manager, clock.instant()));
    });
  }

  @Override
  public void delete(EmployeeId id, @Nullable Etag etag) {
    delete(id, etag, Policy.REFUSE);
  }

  @Override
  public void delete(EmployeeId id, @Nullable Etag etag, Policy policy) {
    transactions.write(() -> {
      employees.lockTree();
      var employee = employees.lock(id);
      employee.requireAt(etag);
      int left = employee.subordinateCount();
      if (left > 0) {
        if (policy == Policy.REFUSE) {
          throw new HasSubordinates(id);
        }
        employees.reassign(id, employee.manager(), clock.instant());
      }
      changeCount(employee.manager(), left - 1);
      employees.delete(id);
    });
  }

  private void changeCount(@Nullable EmployeeId manager, int more) {
    if (manager != null) {
      employees.update(employees.lock(manager).withMoreSubordinates(more));
    }
  }
}
