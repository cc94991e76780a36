package campus.server.endtoend;

import static campus.server.endtoend.StaffBudgets.creation;
import static campus.server.endtoend.StaffBudgets.employees;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import campus.shared.persistence.testing.Engine;
import campus.staff.v1.DeleteEmployeeRequest;
import campus.staff.v1.DeleteEmployeeRequest.Policy;
import campus.staff.v1.Employee;
import campus.staff.v1.GetChainOfCommandRequest;
import campus.staff.v1.GetEmployeeRequest;
import campus.staff.v1.GetOrganizationChartRequest;
import campus.staff.v1.ListEmployeesRequest;
import campus.staff.v1.ListSubordinatesRequest;
import campus.staff.v1.ListSubordinatesResponse;
import campus.staff.v1.MoveEmployeeRequest;
import campus.staff.v1.PlacedEmployee;
import campus.staff.v1.UpdateEmployeeRequest;
import com.google.protobuf.FieldMask;
import io.grpc.Status.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The staff, over the wire. */
class StaffIT {

  private static final Employee NOBODY =
      Employee.newBuilder().setName("employees/01890a5d-ac96-774b-bcce-b302099a8057").build();

  private final RunningCampus campus = RunningCampus.shared(Engine.POSTGRES_18);
  private final Client hr = campus.newUserWith("HR");
  private final Client member = campus.newUser();

  private Employee create(String displayName, @Nullable Employee manager) {
    return employees(hr).createEmployee(creation(displayName, manager));
  }

  private Employee read(Employee employee, String... mask) {
    return employees(member)
        .getEmployee(
            GetEmployeeRequest.newBuilder()
                .setName(employee.getName())
                .setReadMask(FieldMask.newBuilder().addAllPaths(List.of(mask)))
                .build());
  }

  private static MoveEmployeeRequest move(Employee employee, @Nullable Employee manager) {
    return MoveEmployeeRequest.newBuilder()
        .setName(employee.getName())
        .setManager(manager == null ? "" : manager.getName())
        .build();
  }

  private List<String> chain(Employee employee) {
    return employees(member)
        .getChainOfCommand(
            GetChainOfCommandRequest.newBuilder().setName(employee.getName()).build())
        .getEmployeesList()
        .stream()
        .map(Employee::getDisplayName)
        .toList();
  }

  private static ListSubordinatesRequest.Builder below(Employee parent) {
    return ListSubordinatesRequest.newBuilder().setParent(parent.getName());
  }

  private static DeleteEmployeeRequest delete(Employee employee, Policy policy) {
    return DeleteEmployeeRequest.newBuilder().setName(employee.getName()).setPolicy(policy).build();
  }

  private static List<String> names(List<PlacedEmployee> placed) {
    return placed.stream().map(one -> one.getDepth() + one.getEmployee().getDisplayName()).toList();
  }

  @Test
  void theTreeIsReadUpAndDown() {
    var grace = create("Grace", null);
    var ada = create("Ada", grace);
    var alan = create("Alan", grace);
    var kurt = create("Kurt", ada);

    assertThat(ada.getManager().getName()).isEqualTo(grace.getName());
    assertThat(grace.hasManager()).isFalse();
    assertThat(chain(kurt)).containsExactly("Ada", "Grace");
    assertThat(chain(grace)).isEmpty();
    var shape = read(grace, "*", "subordinates.display_name", "subordinates.manager");
    assertThat(shape.getSubordinateCount()).isEqualTo(2);
    assertThat(shape.getSubordinatesList())
        .extracting(Employee::getDisplayName, one -> one.getManager().getName())
        .containsExactly(tuple("Ada", grace.getName()), tuple("Alan", grace.getName()));

    var all = employees(member).listSubordinates(below(grace).build());
    assertThat(names(all.getSubordinatesList())).containsExactly("1Ada", "2Kurt", "1Alan");
    assertThat(all.getNextPageToken()).isEmpty();
    assertThat(all.getSubordinates(0).getEmployee()).isEqualTo(read(ada));
    assertThat(
            names(
                employees(member)
                    .listSubordinates(below(grace).setMaxDepth(1).build())
                    .getSubordinatesList()))
        .containsExactly("1Ada", "1Alan");
    var chart =
        employees(member)
            .getOrganizationChart(
                GetOrganizationChartRequest.newBuilder().setRoot(grace.getName()).build());
    assertThat(names(chart.getEmployeesList())).containsExactly("0Grace", "1Ada", "2Kurt", "1Alan");
    assertThat(chart.getEmployees(3).getEmployee().getManager().getName())
        .isEqualTo(grace.getName());
    assertThat(
            employees(member)
                .getOrganizationChart(GetOrganizationChartRequest.getDefaultInstance())
                .getEmployeesList())
        .extracting(one -> one.getEmployee().getName())
        .contains(grace.getName(), kurt.getName(), alan.getName());
  }

  @Test
  void subordinatesComeInPages() {
    var top = create("Top", null);
    var middle = create("Middle", top);
    for (int i = 0; i < 3; i++) {
      create("Leaf " + i, middle);
    }
    create("Last", top);

    for (int maxDepth : new int[] {0, 1}) {
      var names = new ArrayList<String>();
      var token = "";
      ListSubordinatesResponse page;
      do {
        page =
            employees(member)
                .listSubordinates(
                    below(top).setMaxDepth(maxDepth).setPageSize(2).setPageToken(token).build());
        names.addAll(names(page.getSubordinatesList()));
        token = page.getNextPageToken();
      } while (!token.isEmpty());
      assertThat(names)
          .isEqualTo(
              maxDepth == 1
                  ? List.of("1Middle", "1Last")
                  : List.of("1Middle", "2Leaf 0", "2Leaf 1", "2Leaf 2", "1Last"));
    }
    var token =
        employees(member).listSubordinates(below(top).setPageSize(1).build()).getNextPageToken();
    for (var wrong :
        List.of(
            below(middle).setPageToken(token).build(),
            below(top).setMaxDepth(3).setPageToken(token).build(),
            below(top).setPageToken("nonsense").build())) {
      FailedCall.of(() -> employees(member).listSubordinates(wrong))
          .is(Code.INVALID_ARGUMENT, "INVALID_PAGE_TOKEN");
    }
    FailedCall.of(() ->
            employees(member).listSubordinates(below(top).setMaxDepth(-1).setPageSize(-1).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("max_depth", "page_size");
  }

  @Test
  void treesShowWhatTheMaskNames() {
    var top = create("Top", null);
    var middle = create("Middle", top);
    var leaf = create("Leaf", middle);
    var mask = FieldMask.newBuilder().addPaths("display_name").addPaths("manager.display_name");

    var page =
        employees(member)
            .listSubordinates(
                below(top).setReadMask(mask).setSkip(1).setPageSize(1).setTotalSize(true).build());
    var chain =
        employees(member)
            .getChainOfCommand(
                GetChainOfCommandRequest.newBuilder()
                    .setName(leaf.getName())
                    .setReadMask(mask.addPaths("subordinates.title"))
                    .build());

    assertThat(page.getTotalSize()).isEqualTo(2);
    assertThat(page.getSubordinatesList())
        .containsExactly(
            PlacedEmployee.newBuilder()
                .setDepth(2)
                .setEmployee(
                    Employee.newBuilder()
                        .setName(leaf.getName())
                        .setDisplayName("Leaf")
                        .setManager(
                            Employee.newBuilder()
                                .setName(middle.getName())
                                .setDisplayName("Middle")))
                .build());
    assertThat(chain.getEmployeesList())
        .extracting(Employee::getDisplayName, Employee::getSubordinatesCount)
        .containsExactly(tuple("Middle", 1), tuple("Top", 1));
    FailedCall.of(() ->
            employees(member)
                .listSubordinates(
                    below(top).setReadMask(FieldMask.newBuilder().addPaths("wage")).build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST");
  }

  @Test
  void movesAreMadeAndCyclesAreNot() {
    var top = create("Top", null);
    var one = create("One", top);
    var two = create("Two", one);

    var moved = employees(hr).moveEmployee(move(two, top));
    assertThat(moved.getManager().getName()).isEqualTo(top.getName());
    assertThat(read(one).getSubordinateCount()).isZero();
    assertThat(read(top).getSubordinateCount()).isEqualTo(2);
    var _ = employees(hr).moveEmployee(move(one, two));

    for (var manager : List.of(top, two, one)) {
      FailedCall.of(() -> employees(hr).moveEmployee(move(top, manager)))
          .is(Code.FAILED_PRECONDITION, "CYCLE");
    }
    FailedCall.of(() -> employees(hr).moveEmployee(move(one, NOBODY)))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY.getName());
    FailedCall.of(() -> employees(hr).moveEmployee(move(NOBODY, one)))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY.getName());
    FailedCall.of(() ->
            employees(hr).moveEmployee(move(two, null).toBuilder().setEtag(two.getEtag()).build()))
        .is(Code.ABORTED, "STALE_ETAG");
    FailedCall.of(() ->
            employees(hr).moveEmployee(move(two, null).toBuilder().setName("users/1").build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("name");
    assertThat(employees(hr).moveEmployee(move(two, null)).hasManager()).isFalse();
    assertThat(chain(one)).containsExactly("Two");
  }

  @Test
  void updatesLeaveTheManagerAlone() {
    var grace = create("Grace", null);
    var ada = create("Ada", grace);

    var updated =
        employees(hr)
            .updateEmployee(
                UpdateEmployeeRequest.newBuilder()
                    .setEmployee(
                        ada.toBuilder().setTitle("Countess").setManager(NOBODY).setDisplayName("A"))
                    .build());
    assertThat(updated.getTitle()).isEqualTo("Countess");
    assertThat(updated.getManager().getName()).isEqualTo(grace.getName());
    FailedCall.of(() ->
            employees(hr)
                .updateEmployee(
                    UpdateEmployeeRequest.newBuilder()
                        .setEmployee(updated)
                        .setUpdateMask(FieldMask.newBuilder().addPaths("manager"))
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("update_mask");
    FailedCall.of(() ->
            employees(hr)
                .updateEmployee(UpdateEmployeeRequest.newBuilder().setEmployee(ada).build()))
        .is(Code.ABORTED, "STALE_ETAG");
    var without =
        employees(hr)
            .updateEmployee(
                UpdateEmployeeRequest.newBuilder()
                    .setEmployee(updated.toBuilder().setTitle(""))
                    .setUpdateMask(FieldMask.newBuilder().addPaths("title"))
                    .build());
    assertThat(without.getTitle()).isEmpty();
    FailedCall.of(() -> create("", null))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("employee.display_name");
    FailedCall.of(() -> create(" \t", null))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("employee.display_name");
    FailedCall.of(() -> create("Orphan", NOBODY))
        .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
        .isAbout(NOBODY.getName());
  }

  @Test
  void deletionRefusesOrReassigns() {
    var top = create("Top", null);
    var middle = create("Middle", top);
    var leaf = create("Leaf", middle);

    for (var policy : List.of(Policy.REFUSE, Policy.POLICY_UNSPECIFIED)) {
      FailedCall.of(() -> employees(hr).deleteEmployee(delete(middle, policy)))
          .is(Code.FAILED_PRECONDITION, "HAS_SUBORDINATES");
    }
    var _ = employees(hr).deleteEmployee(delete(middle, Policy.REASSIGN));
    assertThat(chain(leaf)).containsExactly("Top");
    assertThat(read(top).getSubordinateCount()).isEqualTo(1);
    var _ = employees(hr).deleteEmployee(delete(top, Policy.REASSIGN));
    assertThat(read(leaf).hasManager()).isFalse();
    var _ = employees(hr).deleteEmployee(delete(leaf, Policy.REFUSE));
    for (var gone : List.of(middle, leaf)) {
      FailedCall.of(() -> read(gone))
          .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
          .isAbout(gone.getName());
      FailedCall.of(() -> chain(gone))
          .is(Code.NOT_FOUND, "RESOURCE_NOT_FOUND")
          .isAbout(gone.getName());
    }
    FailedCall.of(() ->
            employees(hr)
                .deleteEmployee(
                    DeleteEmployeeRequest.newBuilder()
                        .setName(leaf.getName())
                        .setPolicyValue(7)
                        .build()))
        .is(Code.INVALID_ARGUMENT, "INVALID_REQUEST")
        .names("policy");
  }

  @Test
  void listsAskAcrossTheTree() {
    var tag = UUID.randomUUID().toString();
    var grace = create("Grace " + tag, null);
    var ada = create("Ada", grace);
    var kurt = create("Kurt", ada);

    assertThat(
            employees(member)
                .listEmployees(
                    ListEmployeesRequest.newBuilder()
                        .setFilter("manager.manager.display_name = \"Grace " + tag + "\"")
                        .build())
                .getEmployeesList())
        .containsExactly(read(kurt));
    assertThat(
            employees(member)
                .listEmployees(
                    ListEmployeesRequest.newBuilder()
                        .setFilter(
                            "subordinates.subordinates.display_name:\"Kurt\" AND NOT manager:* AND"
                                + " display_name = \"*"
                                + tag
                                + "\"")
                        .build())
                .getEmployeesList())
        .extracting(Employee::getName)
        .containsExactly(grace.getName());
  }

  @Test
  void onlyHrWritesAndNobodyReadsFromOutside() {
    var grace = create("Grace", null);

    FailedCall.of(() -> employees(member).createEmployee(creation("Me", null)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() -> employees(member).moveEmployee(move(grace, null)))
        .is(Code.PERMISSION_DENIED, "NOT_ALLOWED");
    FailedCall.of(() ->
            employees(campus.anonymous())
                .getOrganizationChart(GetOrganizationChartRequest.getDefaultInstance()))
        .is(Code.UNAUTHENTICATED, "SIGN_IN_REQUIRED");
  }
}
