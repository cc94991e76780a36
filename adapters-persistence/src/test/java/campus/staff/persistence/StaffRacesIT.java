package campus.staff.persistence;

import static campus.staff.application.testing.TestEmployees.anEmployee;
import static org.assertj.core.api.Assertions.assertThat;

import campus.shared.domain.NotFound;
import campus.shared.persistence.testing.Engine;
import campus.shared.persistence.testing.Race;
import campus.staff.application.EmployeeUseCases;
import campus.staff.application.EmployeeUseCases.Policy;
import campus.staff.application.testing.StaffPorts;
import campus.staff.domain.Cycle;
import campus.staff.domain.Employee;
import campus.staff.domain.EmployeeId;
import campus.staff.domain.HasSubordinates;
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

  private EmployeeId add(String displayName, @Nullable EmployeeId manager) {
    var employee = anEmployee(displayName, manager);
    useCases.add(employee);
    return employee.id();
  }

  /** Everybody is in the chart once, where his managers say, and counts are right. */
  private void assertIsATree(List<EmployeeId> all) {
    var chart = ports.organization().chart(null, 0);
    assertThat(chart)
        .extracting(one -> one.employee().id())
        .containsExactlyInAnyOrderElementsOf(all);
    for (var placed : chart) {
      var employee = placed.employee();
      var chain = ports.organization().chainOf(employee.id());
      assertThat(chain).hasSize(placed.depth());
      assertThat(chain.isEmpty() ? null : chain.getFirst().id()).isEqualTo(employee.manager());
      assertThat(ports.organization().subordinates(employee.id(), 1, 100, "").employees())
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
    assertThat(race.errors()).hasSize(1).hasOnlyElementsOfType(Cycle.class);
    assertIsATree(List.of(top, one, other));
  }

  @RepeatedTest(5)
  void aRingOfMovesStaysOpen() {
    var all = new ArrayList<EmployeeId>();
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
    assertThat(race.errors()).hasSize(1).hasOnlyElementsOfType(Cycle.class);
    assertIsATree(all);
  }

  @RepeatedTest(10)
  void deletingAManagerWhileSomebodyMovesThere() {
    var top = add("top", null);
    var manager = add("manager", top);
    var mover = add("mover", top);

    var race =
        Race.of(() -> useCases.delete(manager, null), () -> useCases.move(mover, manager, null));

    assertThat(race.successes()).isEqualTo(1);
    boolean deleted = race.results().contains(0);
    assertThat(race.errors())
        .hasOnlyElementsOfType(deleted ? NotFound.class : HasSubordinates.class);
    assertIsATree(deleted ? List.of(top, mover) : List.of(top, manager, mover));
  }

  @RepeatedTest(10)
  void reassigningWhileSomebodyMovesOrComes() {
    var top = add("top", null);
    var manager = add("manager", top);
    var mover = add("mover", manager);
    var below = add("below", mover);
    var late = anEmployee("late", below);
    var other = add("other", top);

    var race =
        Race.of(
            () -> useCases.delete(manager, null, Policy.REASSIGN),
            () -> useCases.move(mover, other, null),
            () -> useCases.move(other, below, null),
            () -> useCases.add(late));

    assertThat(race.results()).contains(0, 3);
    assertThat(race.errors()).hasSize(1).hasOnlyElementsOfType(Cycle.class);
    assertIsATree(List.of(top, mover, below, late.id(), other));
  }

  @RepeatedTest(3)
  void everythingAtOnce() {
    var all = new ArrayList<EmployeeId>();
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
                default -> useCases.delete(all.get(i), null, Policy.REASSIGN);
              }
              return i;
            });

    assertThat(race.errors()).hasOnlyElementsOfTypes(Cycle.class, NotFound.class);
    var left = new ArrayList<EmployeeId>();
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
