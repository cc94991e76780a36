package campus.staff.persistence;

import static campus.staff.application.testing.TestEmployees.anEmployee;
import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.domain.error.Reason;
import campus.shared.domain.name.Id;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import campus.staff.application.EmployeeUseCases;
import campus.staff.application.testing.StaffPorts;
import campus.staff.domain.Employee;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** That the tree stays one when two or more change it at once, on real PostgreSQL. */
@ParameterizedClass
@EnumSource(Engine.class)
class StaffRacesIT {

  private final StaffPorts ports;
  private final EmployeeUseCases useCases;

  StaffRacesIT(Engine engine) {
    ports = JdbcStaffPorts.empty(engine);
    useCases = ports.useCases().employees();
  }

  private Id<Employee> add(String displayName, @Nullable Id<Employee> manager) {
    var employee = anEmployee(displayName, manager);
    useCases.add(employee);
    return employee.id();
  }

  /** Each employee is in the chart once, below their manager, and the counts are right. */
  private void assertIsATree(List<Id<Employee>> all) {
    var chart = ports.organization().chart(null, 0);
    assertThat(chart)
        .extracting(one -> one.employee().id())
        .containsExactlyInAnyOrderElementsOf(all);
    for (var placed : chart) {
      var employee = placed.employee();
      var chain = ports.organization().chainOf(employee.id());
      assertThat(chain).hasSize(placed.depth());
      assertThat(chain.isEmpty() ? null : chain.getFirst().id()).isEqualTo(employee.manager());
      assertThat(ports.organization().subordinates(employee.id(), 1, 100, "", 0).employees())
          .hasSize(employee.subordinateCount());
    }
  }

  @RepeatedTest(10)
  void ofTwoMovesThatCrossOneIsRefused() {
    var top = add("top", null);
    var one = add("one", top);
    var other = add("other", top);

    var race =
        Race.of(() -> useCases.move(one, other, null), () -> useCases.move(other, one, null));

    assertThat(race.successes()).isEqualTo(1);
    assertThat(race.reasons()).hasSize(1).isSubsetOf(Reason.CYCLE);
    assertIsATree(List.of(top, one, other));
  }

  @RepeatedTest(5)
  void aRingOfMovesStaysOpen() {
    var all = new ArrayList<Id<Employee>>();
    for (int i = 0; i < 6; i++) {
      all.add(add("e" + i, null));
    }

    var race =
        Race.of(
            6,
            i -> {
              useCases.move(all.get(i), all.get((i + 1) % 6), null);
              return i;
            });

    assertThat(race.successes()).isEqualTo(5);
    assertThat(race.reasons()).hasSize(1).isSubsetOf(Reason.CYCLE);
    assertIsATree(all);
  }

  @RepeatedTest(10)
  void deletingAManagerWhileAnotherEmployeeMovesThere() {
    var top = add("top", null);
    var manager = add("manager", top);
    var mover = add("mover", top);

    var race =
        Race.of(
            () -> useCases.delete(manager, null, false), () -> useCases.move(mover, manager, null));

    assertThat(race.successes()).isEqualTo(1);
    boolean deleted = race.results().contains(0);
    assertThat(race.reasons())
        .isSubsetOf(deleted ? Reason.RESOURCE_NOT_FOUND : Reason.HAS_SUBORDINATES);
    assertIsATree(deleted ? List.of(top, mover) : List.of(top, manager, mover));
  }

  @RepeatedTest(10)
  void reassigningWhileAnEmployeeMovesOrIsAdded() {
    var top = add("top", null);
    var manager = add("manager", top);
    var mover = add("mover", manager);
    var below = add("below", mover);
    var late = anEmployee("late", below);
    var other = add("other", top);

    var race =
        Race.of(
            () -> useCases.delete(manager, null, true),
            () -> useCases.move(mover, other, null),
            () -> useCases.move(other, below, null),
            () -> useCases.add(late));

    assertThat(race.results()).contains(0, 3);
    assertThat(race.reasons()).hasSize(1).isSubsetOf(Reason.CYCLE);
    assertIsATree(List.of(top, mover, below, late.id(), other));
  }

  @RepeatedTest(3)
  void everythingAtOnce() {
    var all = new ArrayList<Id<Employee>>();
    for (int i = 0; i < 12; i++) {
      all.add(add("e" + i, i == 0 ? null : all.get((i - 1) / 2)));
    }
    var added = new ArrayList<Employee>();
    for (int i = 0; i < 4; i++) {
      added.add(anEmployee("new" + i, all.get(5 + i)));
    }

    var race =
        Race.of(
            12,
            i -> {
              switch (i % 3) {
                case 0 -> useCases.add(added.get(i / 3));
                case 1 -> useCases.move(all.get(i), all.get(11 - i), null);
                default -> useCases.delete(all.get(i), null, true);
              }
              return i;
            });

    assertThat(race.reasons()).isSubsetOf(Reason.CYCLE, Reason.RESOURCE_NOT_FOUND);
    var left = new ArrayList<Id<Employee>>();
    for (int i = 0; i < 12; i++) {
      if (i % 3 != 2 || !race.results().contains(i)) {
        left.add(all.get(i));
      }
      if (i % 3 == 0 && race.results().contains(i)) {
        left.add(added.get(i / 3).id());
      }
    }
    assertIsATree(left);
  }
}
