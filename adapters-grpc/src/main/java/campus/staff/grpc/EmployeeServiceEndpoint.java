package campus.staff.grpc;

import static campus.staff.application.StaffResources.EMPLOYEE;

import campus.shared.application.ListQuery;
import campus.shared.grpc.Answers;
import campus.shared.grpc.EntityMethods;
import campus.shared.grpc.SharedProtos;
import campus.shared.grpc.StandardMethods;
import campus.staff.application.EmployeeUseCases;
import campus.staff.application.EmployeeUseCases.Policy;
import campus.staff.application.Organization;
import campus.staff.application.StaffUseCases;
import campus.staff.domain.EmployeeId;
import campus.staff.v1.CreateEmployeeRequest;
import campus.staff.v1.DeleteEmployeeRequest;
import campus.staff.v1.Employee;
import campus.staff.v1.EmployeeServiceGrpc.EmployeeServiceImplBase;
import campus.staff.v1.GetChainOfCommandRequest;
import campus.staff.v1.GetChainOfCommandResponse;
import campus.staff.v1.GetEmployeeRequest;
import campus.staff.v1.GetOrganizationChartRequest;
import campus.staff.v1.GetOrganizationChartResponse;
import campus.staff.v1.ListEmployeesRequest;
import campus.staff.v1.ListEmployeesResponse;
import campus.staff.v1.ListSubordinatesRequest;
import campus.staff.v1.ListSubordinatesResponse;
import campus.staff.v1.MoveEmployeeRequest;
import campus.staff.v1.UpdateEmployeeRequest;
import com.google.protobuf.Empty;
import io.grpc.stub.StreamObserver;
import jakarta.inject.Singleton;

@Singleton
final class EmployeeServiceEndpoint extends EmployeeServiceImplBase {

  private static final Employee MESSAGE = Employee.getDefaultInstance();

  private final EmployeeUseCases employees;
  private final Organization organization;
  private final StandardMethods methods;
  private final EntityMethods<EmployeeId, campus.staff.domain.Employee, Employee> writes;

  EmployeeServiceEndpoint(StaffUseCases staff, Organization organization, StandardMethods methods) {
    this.employees = staff.employees();
    this.organization = organization;
    this.methods = methods;
    this.writes =
        new EntityMethods<>(
            methods,
            EMPLOYEE,
            MESSAGE,
            employees,
            EmployeeId::new,
            new StaffProtos.EmployeeMapping());
  }

  @Override
  public void getEmployee(GetEmployeeRequest request, StreamObserver<Employee> answer) {
    Answers.one(answer, methods.get(EMPLOYEE, MESSAGE, request.getName(), request.getReadMask()));
  }

  @Override
  public void listEmployees(
      ListEmployeesRequest request, StreamObserver<ListEmployeesResponse> answer) {
    Answers.one(
        answer, methods.list(EMPLOYEE, request, ListEmployeesResponse.getDefaultInstance()));
  }

  @Override
  public void createEmployee(CreateEmployeeRequest request, StreamObserver<Employee> answer) {
    Answers.one(answer, writes.create(request));
  }

  @Override
  public void updateEmployee(UpdateEmployeeRequest request, StreamObserver<Employee> answer) {
    Answers.one(answer, writes.update(request));
  }

  @Override
  public void moveEmployee(MoveEmployeeRequest request, StreamObserver<Employee> answer) {
    var employee = StaffProtos.employee("name", request.getName());
    var manager = StaffProtos.employeeOrNone("manager", request.getManager());
    var etag = SharedProtos.etag(request.getEtag());
    Answers.one(
        answer,
        methods.change(
            request,
            MESSAGE,
            EMPLOYEE.named(employee.value()),
            () -> employees.move(employee, manager, etag)));
  }

  @Override
  public void deleteEmployee(DeleteEmployeeRequest request, StreamObserver<Empty> answer) {
    var employee = StaffProtos.employee("name", request.getName());
    var etag = SharedProtos.etag(request.getEtag());
    var policy =
        request.getPolicy() == DeleteEmployeeRequest.Policy.REASSIGN
            ? Policy.REASSIGN
            : Policy.REFUSE;
    Answers.one(answer, methods.delete(request, () -> employees.delete(employee, etag, policy)));
  }

  @Override
  public void getChainOfCommand(
      GetChainOfCommandRequest request, StreamObserver<GetChainOfCommandResponse> answer) {
    var chain = organization.chainOf(StaffProtos.employee("name", request.getName()));
    Answers.one(
        answer,
        GetChainOfCommandResponse.newBuilder()
            .addAllEmployees(chain.stream().map(StaffProtos::toWire).toList())
            .build());
  }

  @Override
  public void listSubordinates(
      ListSubordinatesRequest request, StreamObserver<ListSubordinatesResponse> answer) {
    int size =
        request.getPageSize() == 0
            ? ListQuery.DEFAULT_PAGE_SIZE
            : Math.min(request.getPageSize(), ListQuery.MAX_PAGE_SIZE);
    var page =
        organization.subordinates(
            StaffProtos.employee("parent", request.getParent()),
            request.getMaxDepth(),
            size,
            request.getPageToken());
    Answers.one(
        answer,
        ListSubordinatesResponse.newBuilder()
            .addAllSubordinates(page.employees().stream().map(StaffProtos::toWire).toList())
            .setNextPageToken(page.nextToken())
            .build());
  }

  @Override
  public void getOrganizationChart(
      GetOrganizationChartRequest request, StreamObserver<GetOrganizationChartResponse> answer) {
    var chart =
        organization.chart(
            StaffProtos.employeeOrNone("root", request.getRoot()), request.getMaxDepth());
    Answers.one(
        answer,
        GetOrganizationChartResponse.newBuilder()
            .addAllEmployees(chart.stream().map(StaffProtos::toWire).toList())
            .build());
  }
}
