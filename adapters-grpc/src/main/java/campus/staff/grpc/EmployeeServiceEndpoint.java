package campus.staff.grpc;

import campus.shared.application.query.ReadMask;
import campus.shared.domain.name.Id;
import campus.shared.grpc.methods.Endpoint;
import campus.shared.grpc.methods.StandardMethods;
import campus.shared.grpc.wire.Callers;
import campus.shared.grpc.wire.Names;
import campus.shared.grpc.wire.RecordMapper;
import campus.shared.grpc.wire.SharedProtos;
import campus.shared.grpc.wire.Violations;
import campus.staff.application.EmployeeUseCases;
import campus.staff.application.EmployeeUseCases.ImportedEmployee;
import campus.staff.application.Organization;
import campus.staff.application.OrganizationUseCases;
import campus.staff.application.OrganizationUseCases.Part;
import campus.staff.application.OrganizationUseCases.SubordinatesQuery;
import campus.staff.application.StaffUseCases;
import campus.staff.domain.Employee;
import campus.staff.domain.StaffResources;
import campus.staff.v1.BatchDeleteEmployeesRequest;
import campus.staff.v1.DeleteEmployeeRequest;
import campus.staff.v1.EmployeeServiceGrpc;
import campus.staff.v1.GetChainOfCommandRequest;
import campus.staff.v1.GetChainOfCommandResponse;
import campus.staff.v1.GetOrganizationChartRequest;
import campus.staff.v1.GetOrganizationChartResponse;
import campus.staff.v1.ListSubordinatesRequest;
import campus.staff.v1.ListSubordinatesResponse;
import campus.staff.v1.MoveEmployeeRequest;
import campus.staff.v1.PlacedEmployee;
import jakarta.inject.Singleton;
import java.util.List;
import org.jspecify.annotations.Nullable;

@Singleton
final class EmployeeServiceEndpoint extends Endpoint {

  private final EmployeeUseCases employees;
  private final Organization tree;
  private final OrganizationUseCases organization;
  private final StandardMethods standard;

  EmployeeServiceEndpoint(
      StaffUseCases staff,
      Organization tree,
      OrganizationUseCases organization,
      StandardMethods standard) {
    super(EmployeeServiceGrpc.getServiceDescriptor(), standard);
    this.employees = staff.employees();
    this.tree = tree;
    this.organization = organization;
    this.standard = standard;
    var mapping = new EmployeeMapping();
    entities(campus.staff.v1.Employee.getDefaultInstance(), employees, mapping);
    imports(
        EmployeeServiceGrpc.getImportEmployeesMethod(),
        request ->
            new ImportedEmployee(
                Violations.within("employee", () -> mapping.creation(request.getEmployee())),
                request.getManagerRow(),
                givenTime(request, "create_time")),
        employees::startImport);
    write(EmployeeServiceGrpc.getMoveEmployeeMethod(), this::move);
    delete(EmployeeServiceGrpc.getDeleteEmployeeMethod(), this::delete);
    delete(EmployeeServiceGrpc.getBatchDeleteEmployeesMethod(), this::batchDelete);
    serve(EmployeeServiceGrpc.getGetChainOfCommandMethod(), this::chainOfCommand);
    serve(EmployeeServiceGrpc.getListSubordinatesMethod(), this::subordinates);
    serve(EmployeeServiceGrpc.getGetOrganizationChartMethod(), this::organizationChart);
  }

  private Write move(MoveEmployeeRequest request) {
    var employee = employee("name", request.getName());
    var manager = employeeOrNone("manager", request.getManager());
    var etag = SharedProtos.etag(request.getEtag());
    return Write.to(employee, () -> employees.move(employee, manager, etag));
  }

  private Runnable delete(DeleteEmployeeRequest request) {
    var employee = employee("name", request.getName());
    var etag = SharedProtos.etag(request.getEtag());
    boolean reassign = request.getPolicy() == DeleteEmployeeRequest.Policy.REASSIGN;
    return () -> employees.delete(employee, etag, reassign);
  }

  private Runnable batchDelete(BatchDeleteEmployeesRequest request) {
    var chosen = standard.chosen(StaffResources.EMPLOYEE, request);
    boolean reassign = request.getPolicy() == DeleteEmployeeRequest.Policy.REASSIGN;
    return () ->
        employees.deleteAll(
            () -> chosen.get().stream().map(name -> Employee.id(name.id())).toList(), reassign);
  }

  private GetChainOfCommandResponse chainOfCommand(GetChainOfCommandRequest request) {
    var mask = SharedProtos.readMask(request).orElse(ReadMask.DEFAULT);
    var chain = organization.chainOf(Callers.current(), employee("name", request.getName()), mask);
    return GetChainOfCommandResponse.newBuilder().addAllEmployees(messages(chain)).build();
  }

  private ListSubordinatesResponse subordinates(ListSubordinatesRequest request) {
    var query =
        new SubordinatesQuery(
            employee("parent", request.getParent()),
            request.getMaxDepth(),
            request.getPageSize(),
            request.getPageToken(),
            request.getSkip(),
            request.getTotalSize(),
            SharedProtos.readMask(request).orElse(ReadMask.DEFAULT));
    var page = organization.subordinates(Callers.current(), query);
    var response = ListSubordinatesResponse.newBuilder().setNextPageToken(page.nextToken());
    var messages = messages(page);
    for (int i = 0; i < messages.size(); i++) {
      response.addSubordinates(
          PlacedEmployee.newBuilder()
              .setEmployee(messages.get(i))
              .setDepth(page.placed().get(i).depth()));
    }
    if (page.totalSize() != null) {
      response.setTotalSize(SharedProtos.saturated(page.totalSize()));
    }
    return response.build();
  }

  private static List<campus.staff.v1.Employee> messages(Part part) {
    return part.records() == null
        ? part.placed().stream().map(one -> EmployeeMapping.toWire(one.employee())).toList()
        : RecordMapper.toMessages(part.records(), campus.staff.v1.Employee.getDefaultInstance());
  }

  private GetOrganizationChartResponse organizationChart(GetOrganizationChartRequest request) {
    var chart = tree.chart(employeeOrNone("root", request.getRoot()), request.getMaxDepth());
    return GetOrganizationChartResponse.newBuilder()
        .addAllEmployees(chart.stream().map(EmployeeMapping::toWire).toList())
        .build();
  }

  private static Id<Employee> employee(String field, String name) {
    return Names.id(StaffResources.EMPLOYEE, field, name);
  }

  static @Nullable Id<Employee> employeeOrNone(String field, String name) {
    return name.isEmpty() ? null : employee(field, name);
  }
}
