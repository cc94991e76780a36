package campus.staff.application;

import campus.shared.application.write.EntityService;
import campus.shared.application.write.IdGenerator;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Imports.Import;
import campus.shared.application.write.Transactions;
import campus.shared.domain.entity.Etag;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.staff.domain.Employee;
import campus.staff.domain.StaffErrors;
import java.time.Clock;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Races: two moves that together would make a cycle, and other changes to the tree. Guard: one lock
 * for the whole tree, taken first, before the rows of the employee and managers.
 */
final class EmployeeService extends EntityService<Employee> implements EmployeeUseCases {

  private final Transactions transactions;
  private final Employees employees;
  private final Imports imports;
  private final Clock clock;

  EmployeeService(
      Transactions transactions,
      Employees employees,
      IdGenerator ids,
      Imports imports,
      Clock clock) {
    super(transactions, employees, ids, clock);
    this.transactions = transactions;
    this.employees = employees;
    this.imports = imports;
    this.clock = clock;
  }

  /** Takes no savepoint: nothing of an employee is unique. */
  @Override
  public void addAll(List<Employee> prepared) {
    addTogether(prepared);
  }

  @Override
  public void addTogether(List<Employee> prepared) {
    transactions.write(() -> {
      employees.lockTree();
      super.addTogether(prepared);
    });
  }

  @Override
  public void updateAll(List<Update<Employee>> updates) {
    transactions.write(() -> {
      if (updates.stream().anyMatch(update -> update.missing() != null)) {
        employees.lockTree();
      }
      super.updateAll(updates);
    });
  }

  /** Employees can have managers among those created with them. The tree is locked. */
  @Override
  protected void insert(List<Employee> created) {
    var subordinates = new LinkedHashMap<Id<Employee>, Integer>();
    created.forEach(employee -> count(subordinates, employee.manager(), 1));
    var added = new LinkedHashMap<Id<Employee>, Employee>();
    for (var employee : created) {
      var count = subordinates.remove(employee.id());
      added.put(employee.id(), count == null ? employee : employee.withMoreSubordinates(count));
    }
    changeCounts(subordinates);
    // Managers before those who work for them, whose paths continue theirs.
    while (!added.isEmpty()) {
      var next =
          added.values().stream()
              .filter(one -> one.manager() == null || !added.containsKey(one.manager()))
              .toList();
      employees.addAll(next);
      next.forEach(one -> added.remove(one.id()));
    }
  }

  @Override
  public Import<ImportedEmployee> startImport() {
    return new EmployeeImport(imports, this);
  }

  @Override
  public void move(Id<Employee> id, @Nullable Id<Employee> manager, @Nullable Etag etag) {
    transactions.write(() -> {
      employees.lockTree();
      var employee = employees.lock(id);
      employee.requireAt(etag);
      if (Objects.equals(manager, employee.manager())) {
        return;
      }
      if (manager != null && employees.isWithin(manager, id)) {
        throw StaffErrors.cycle(id, manager);
      }
      var more = new LinkedHashMap<Id<Employee>, Integer>();
      count(more, manager, 1);
      count(more, employee.manager(), -1);
      changeCounts(more);
      employees.move(employee.under(manager, clock.instant()));
    });
  }

  @Override
  public void delete(Id<Employee> id, @Nullable Etag etag, boolean force) {
    transactions.write(() -> {
      employees.lockTree();
      super.delete(id, etag, force);
    });
  }

  @Override
  public void deleteAll(Supplier<List<Id<Employee>>> chosen, boolean force) {
    transactions.write(() -> {
      employees.lockTree();
      super.deleteAll(chosen, force);
    });
  }

  @Override
  protected void deleteLocked(List<Employee> locked, boolean force) {
    var ids = idsOf(locked);
    var leaving = new HashMap<Id<Employee>, Integer>();
    locked.forEach(employee -> count(leaving, employee.manager(), 1));
    var more = new LinkedHashMap<Id<Employee>, Integer>();
    var withOthers =
        locked.stream()
            .filter(one -> one.subordinateCount() > leaving.getOrDefault(one.id(), 0))
            .findFirst();
    if (withOthers.isPresent()) {
      if (!force) {
        throw StaffErrors.hasSubordinates(withOthers.get().id());
      }
      more.putAll(employees.reassign(ids, clock.instant()));
    }
    leaving.forEach((manager, count) -> count(more, manager, -count));
    ids.forEach(more::remove);
    changeCounts(more);
    super.deleteLocked(locked, force);
  }

  private static void count(
      Map<Id<Employee>, Integer> changes, @Nullable Id<Employee> manager, int more) {
    if (manager != null) {
      changes.merge(manager, more, Integer::sum);
    }
  }

  private void changeCounts(Map<Id<Employee>, Integer> changes) {
    changes.values().removeIf(more -> more == 0);
    if (!changes.isEmpty()) {
      var managers = employees.lockAll(changes.keySet());
      NotFound.requireAll(changes.keySet(), idsOf(managers));
      employees.updateAll(
          managers.stream()
              .map(one -> one.withMoreSubordinates(changes.getOrDefault(one.id(), 0)))
              .toList());
    }
  }
}
