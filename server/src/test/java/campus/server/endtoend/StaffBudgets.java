package campus.server.endtoend;

import static campus.server.endtoend.FieldMasks.mask;

import campus.staff.v1.CreateEmployeeRequest;
import campus.staff.v1.DeleteEmployeeRequest;
import campus.staff.v1.Employee;
import campus.staff.v1.EmployeeServiceGrpc;
import campus.staff.v1.EmployeeServiceGrpc.EmployeeServiceBlockingStub;
import campus.staff.v1.GetChainOfCommandRequest;
import campus.staff.v1.GetEmployeeRequest;
import campus.staff.v1.GetOrganizationChartRequest;
import campus.staff.v1.ImportEmployeesRequest;
import campus.staff.v1.ListEmployeesRequest;
import campus.staff.v1.ListSubordinatesRequest;
import campus.staff.v1.MoveEmployeeRequest;
import campus.staff.v1.UpdateEmployeeRequest;
import com.google.protobuf.FieldMask;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** What the methods of the staff may take. */
final class StaffBudgets {

  private static final String EMPLOYEES = "campus.staff.v1.EmployeeService/";
  private static final FieldMask MASK =
      mask("*", "manager.manager.display_name", "subordinates.title");

  private StaffBudgets() {}

  static void declare(StatementBudgets budgets) {
    budgets.user(
        EMPLOYEES + "GetEmployee",
        1,
        campus -> {
          var name = family(campus).getName();
          return client ->
              employees(client)
                  .getEmployee(
                      GetEmployeeRequest.newBuilder().setName(name).setReadMask(MASK).build());
        });
    budgets.user(
        EMPLOYEES + "ListEmployees",
        1,
        campus -> {
          var _ = family(campus);
          return client ->
              employees(client)
                  .listEmployees(ListEmployeesRequest.newBuilder().setReadMask(MASK).build());
        });
    // The tree's lock; manager under lock, manager, employee, path; the answer.
    budgets.admin(
        EMPLOYEES + "CreateEmployee",
        6,
        campus -> {
          var manager = family(campus);
          return client -> employees(client).createEmployee(creation("Ada", manager));
        });
    // The tree's lock; managers under lock, managers, employees, paths: once for each hundred rows.
    budgets.admin(
        EMPLOYEES + "ImportEmployees",
        5,
        campus -> {
          var employee = creation("Ada", family(campus)).getEmployee();
          var row = ImportEmployeesRequest.newBuilder().setEmployee(employee).build();
          return client ->
              client.send(
                  EmployeeServiceGrpc.getImportEmployeesMethod(), Collections.nCopies(100, row));
        });
    // Employee under lock, employee; the answer.
    budgets.admin(
        EMPLOYEES + "UpdateEmployee",
        3,
        campus -> {
          var employee = family(campus);
          return client ->
              employees(client)
                  .updateEmployee(
                      UpdateEmployeeRequest.newBuilder()
                          .setEmployee(employee.toBuilder().setTitle("Admiral").clearEtag())
                          .build());
        });
    // The tree's lock; employee under lock, look for a cycle, managers under lock, managers,
    // employee, paths; the answer.
    budgets.admin(
        EMPLOYEES + "MoveEmployee",
        8,
        campus -> {
          var request =
              MoveEmployeeRequest.newBuilder()
                  .setName(family(campus).getName())
                  .setManager(family(campus).getName())
                  .build();
          return client -> employees(client).moveEmployee(request);
        });
    // The tree's lock; employee under lock, subordinates, paths, manager under lock, manager,
    // employee.
    budgets.admin(
        EMPLOYEES + "DeleteEmployee",
        7,
        campus -> {
          var employee = family(campus);
          return client ->
              employees(client)
                  .deleteEmployee(
                      DeleteEmployeeRequest.newBuilder()
                          .setName(employee.getName())
                          .setPolicy(DeleteEmployeeRequest.Policy.REASSIGN)
                          .build());
        });
    budgets.user(
        EMPLOYEES + "GetChainOfCommand",
        1,
        campus -> {
          var employee = family(campus);
          return client ->
              employees(client)
                  .getChainOfCommand(
                      GetChainOfCommandRequest.newBuilder().setName(employee.getName()).build());
        });
    budgets.user(
        EMPLOYEES + "ListSubordinates",
        1,
        campus -> {
          var employee = family(campus);
          return client ->
              employees(client)
                  .listSubordinates(
                      ListSubordinatesRequest.newBuilder().setParent(employee.getName()).build());
        });
    budgets.user(
        EMPLOYEES + "GetOrganizationChart",
        1,
        campus -> {
          var _ = family(campus);
          return client ->
              employees(client)
                  .getOrganizationChart(GetOrganizationChartRequest.getDefaultInstance());
        });
  }

  static EmployeeServiceBlockingStub employees(Client client) {
    return client.within(EmployeeServiceGrpc.newBlockingStub(client.channel()));
  }

  /** A new employee with a manager and two subordinates. */
  private static Employee family(RunningCampus campus) {
    var grace = employee(campus, "Grace", employee(campus, "Top", null));
    var _ = employee(campus, "Ada", grace);
    var _ = employee(campus, "Alan", grace);
    return grace;
  }

  static Employee employee(RunningCampus campus, String displayName, @Nullable Employee manager) {
    return employees(campus.admin()).createEmployee(creation(displayName, manager));
  }

  static CreateEmployeeRequest creation(String displayName, @Nullable Employee manager) {
    var employee = Employee.newBuilder().setDisplayName(displayName).setTitle("Engineer");
    if (manager != null) {
      employee.setManager(Employee.newBuilder().setName(manager.getName()));
    }
    return CreateEmployeeRequest.newBuilder().setEmployee(employee).build();
  }
}
