package campus.staff.application;

import campus.shared.application.call.Caller;
import campus.shared.application.write.Imports;
import campus.shared.application.write.Imports.Import;
import campus.shared.application.write.Imports.Imported;
import campus.shared.application.write.Imports.Row;
import campus.shared.domain.error.DomainError;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.shared.domain.value.Role;
import campus.staff.application.EmployeeUseCases.ImportedEmployee;
import campus.staff.domain.Employee;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An import of employees. It remembers the id of each saved row, in 16 bytes, since later rows can
 * name it as their manager.
 */
final class EmployeeImport implements Import<ImportedEmployee> {

  private final Imports imports;
  private final EmployeeUseCases employees;

  /** The ids of saved rows, in two numbers each; zeros for other rows. */
  private long[] ids = new long[2048];

  EmployeeImport(Imports imports, EmployeeUseCases employees) {
    this.imports = imports;
    this.employees = employees;
  }

  @Override
  public Imported save(Caller caller, List<Row<ImportedEmployee>> chunk) {
    var refusals = new TreeMap<Integer, DomainError>();
    var prepared = new HashMap<Integer, Employee>();
    var rows = new ArrayList<Row<Employee>>();
    for (var row : chunk) {
      try {
        var employee = prepare(row, prepared);
        prepared.put(row.number(), employee);
        rows.add(new Row<>(row.number(), employee));
      } catch (InvalidRequest e) {
        refusals.put(row.number(), e);
      }
    }
    var saved = imports.save(caller, Role.HR, rows, employees::addTogether);
    for (var row : chunk) {
      var refusal = saved.refusals().get(row.number());
      if (refusal != null) {
        refusals.put(row.number(), ofManager(row.value(), refusal));
      }
    }
    prepared.keySet().removeAll(refusals.keySet());
    prepared.forEach((number, employee) -> remember(number, employee.id().value()));
    return new Imported(saved.created(), refusals);
  }

  private Employee prepare(Row<ImportedEmployee> row, Map<Integer, Employee> prepared) {
    var value = row.value();
    var employee = employees.prepare(value.employee(), value.createTime());
    if (value.managerRow() == 0) {
      return employee;
    }
    var manager =
        prepared.containsKey(value.managerRow())
            ? prepared.get(value.managerRow()).id()
            : saved(value.managerRow());
    if (manager == null) {
      throw notSaved(value);
    }
    return employee.withManager(manager);
  }

  /** The manager's row may be refused with the row itself, after it was prepared. */
  private static DomainError ofManager(ImportedEmployee row, DomainError refusal) {
    return row.managerRow() > 0 && refusal instanceof NotFound ? notSaved(row) : refusal;
  }

  private static InvalidRequest notSaved(ImportedEmployee row) {
    return new InvalidRequest(
        "manager_row",
        "must be an earlier row that was saved, which " + row.managerRow() + " is not");
  }

  private @Nullable Id<Employee> saved(int number) {
    int at = 2 * number;
    return at + 1 < ids.length && ids[at] != 0 ? Employee.id(new UUID(ids[at], ids[at + 1])) : null;
  }

  private void remember(int number, UUID id) {
    int at = 2 * number;
    if (at + 1 >= ids.length) {
      ids = Arrays.copyOf(ids, 2 * (at + 2));
    }
    ids[at] = id.getMostSignificantBits();
    ids[at + 1] = id.getLeastSignificantBits();
  }
}
