package campus.staff.grpc;

import static campus.staff.application.StaffResources.EMPLOYEE;

import campus.shared.application.EntityUseCases.Creation;
import campus.shared.application.EntityUseCases.Edit;
import campus.shared.grpc.EntityMethods;
import campus.shared.grpc.Names;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.UpdateMask;
import campus.staff.application.Organization.Placed;
import campus.staff.domain.Employee;
import campus.staff.domain.EmployeeId;
import campus.staff.v1.PlacedEmployee;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Employees, mapped from and to the wire. */
final class StaffProtos {

  private StaffProtos() {}

  static final class EmployeeMapping
      implements EntityMethods.Mapping<Employee, campus.staff.v1.Employee> {

    @Override
    public List<String> updatable() {
      return List.of("display_name", "title");
    }

    @Override
    public Creation<Employee> creation(campus.staff.v1.Employee employee) {
      var manager = employeeOrNone("manager.name", employee.getManager().getName());
      return (id, now) ->
          Employee.create(
              new EmployeeId(id), employee.getDisplayName(), employee.getTitle(), manager, now);
    }

    @Override
    public Edit<Employee> edit(campus.staff.v1.Employee employee, UpdateMask mask) {
      var displayName = mask.change("display_name", employee::getDisplayName);
      var title = mask.change("title", employee::getTitle);
      return (current, now) ->
          current.edit(displayName.or(current.displayName()), title.or(current.title()), now);
    }
  }

  static EmployeeId employee(String field, String name) {
    return new EmployeeId(Names.parse(EMPLOYEE, field, name).id());
  }

  static @Nullable EmployeeId employeeOrNone(String field, String name) {
    return name.isEmpty() ? null : employee(field, name);
  }

  static campus.staff.v1.Employee toWire(Employee employee) {
    var message =
        campus.staff.v1.Employee.newBuilder()
            .setName(employee.id().toName())
            .setDisplayName(employee.displayName())
            .setTitle(employee.title())
            .setSubordinateCount(employee.subordinateCount())
            .setCreateTime(SharedProtos.timestamp(employee.createTime()))
            .setUpdateTime(SharedProtos.timestamp(employee.updateTime()))
            .setEtag(employee.etag().value());
    var manager = employee.manager();
    if (manager != null) {
      message.setManager(campus.staff.v1.Employee.newBuilder().setName(manager.toName()));
    }
    return message.build();
  }

  static PlacedEmployee toWire(Placed placed) {
    return PlacedEmployee.newBuilder()
        .setEmployee(toWire(placed.employee()))
        .setDepth(placed.depth())
        .build();
  }
}
