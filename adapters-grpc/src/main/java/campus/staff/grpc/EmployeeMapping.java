package campus.staff.grpc;

import campus.shared.application.write.EntityUseCases.Creation;
import campus.shared.application.write.EntityUseCases.Edit;
import campus.shared.grpc.methods.EntityMapping;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.UpdateMask;
import campus.staff.application.Organization.Placed;
import campus.staff.domain.Employee;
import campus.staff.v1.PlacedEmployee;

final class EmployeeMapping implements EntityMapping<Employee, campus.staff.v1.Employee> {

  @Override
  public Creation<Employee> creation(campus.staff.v1.Employee employee) {
    var manager =
        EmployeeServiceEndpoint.employeeOrNone("manager.name", employee.getManager().getName());
    return (id, now) ->
        Employee.create(
            Employee.id(id), employee.getDisplayName(), employee.getTitle(), manager, now);
  }

  @Override
  public Edit<Employee> edit(campus.staff.v1.Employee employee, UpdateMask mask) {
    var displayName = mask.change("display_name", employee::getDisplayName);
    var title = mask.change("title", employee::getTitle);
    return (current, now) ->
        current.edit(displayName.apply(current.displayName()), title.apply(current.title()), now);
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
