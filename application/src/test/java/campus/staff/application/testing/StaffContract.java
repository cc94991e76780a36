package campus.staff.application.testing;

import static campus.staff.application.testing.TestEmployees.NOW;
import static campus.staff.application.testing.TestEmployees.anEmployee;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import campus.shared.application.call.Caller;
import campus.shared.application.testing.EntitiesContract;
import campus.shared.application.write.Entities;
import campus.shared.application.write.Imports.Row;
import campus.shared.application.write.Transactions;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.error.Reason;
import campus.shared.domain.error.RuleBroken;
import campus.shared.domain.name.Id;
import campus.shared.domain.name.UserId;
import campus.shared.domain.value.Role;
import campus.staff.application.EmployeeUseCases;
import campus.staff.application.EmployeeUseCases.ImportedEmployee;
import campus.staff.application.Organization.Placed;
import campus.staff.domain.Employee;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** What every implementation of the ports of the staff keeps, alone and under the use cases. */
public abstract class StaffContract {

  private StaffPorts ports = InMemoryStaff.create();
  private EmployeeUseCases useCases = ports.useCases().employees();

  /** The ports, with nothing in them. */
  protected abstract StaffPorts emptyPorts();

  @BeforeEach
  void begin() {
    ports = emptyPorts();
    useCases = ports.useCases().employees();
  }

  private Id<Employee> add(String displayName, @Nullable Id<Employee> manager) {
    var employee = anEmployee(displayName, manager);
    useCases.add(employee);
    return employee.id();
  }

  private Employee stored(Id<Employee> id) {
    return ports.transactions().write(() -> ports.employees().lock(id));
  }

  private List<String> chain(Id<Employee> id) {
    return ports.organization().chainOf(id).stream().map(Employee::displayName).toList();
  }

  /** Each employee after their depth: {@code 0a 1b 1c 2d}. */
  private static String shape(List<Placed> placed) {
    var shape = new StringBuilder();
    placed.forEach(one ->
        shape
            .append(shape.isEmpty() ? "" : " ")
            .append(one.depth())
            .append(one.employee().displayName()));
    return shape.toString();
  }

  private String chart() {
    return shape(ports.organization().chart(null, 0));
  }

  @Nested
  class EmployeesContract extends EntitiesContract<Id<Employee>, Employee> {

    @Override
    protected Transactions transactions() {
      return ports.transactions();
    }

    @Override
    protected Entities<Id<Employee>, Employee> entities() {
      return ports.employees();
    }

    @Override
    protected Employee some() {
      return anEmployee("Grace \uD83D\uDC51", null);
    }

    @Override
    protected Employee changed(Employee employee) {
      return employee.edit("Hopper", "", NOW.plusSeconds(1)).withMoreSubordinates(3);
    }
  }

  @Nested
  class ImportContract {

    private static final Caller HR = new Caller(new UserId(new UUID(1, 1)), Set.of(Role.HR), null);

    private static ImportedEmployee named(String displayName, int managerRow) {
      return under(displayName, managerRow, null);
    }

    private static ImportedEmployee under(
        String displayName, int managerRow, @Nullable Id<Employee> manager) {
      return new ImportedEmployee(
          (id, now) -> Employee.create(Employee.id(id), displayName, "", manager, now),
          managerRow,
          // In the order of the rows.
          NOW.minusSeconds(1000).plusSeconds(displayName.charAt(0)));
    }

    private static List<Row<ImportedEmployee>> rows(int first, ImportedEmployee... employees) {
      return IntStream.range(0, employees.length)
          .mapToObj(i -> new Row<>(first + i, employees[i]))
          .toList();
    }

    @Test
    void rowsNameEarlierRowsAsTheirManagers() {
      var staff = useCases.startImport();

      var first =
          staff.save(HR, rows(1, named("a", 0), named("b", 1), named("c", 2), named("d", 1)));
      var second = staff.save(HR, rows(5, named("e", 2), named("f", 5), named("g", 0)));

      assertThat(first.created() + second.created()).isEqualTo(7);
      assertThat(chart()).isEqualTo("0a 1b 2c 2e 3f 1d 0g");
      var top = ports.organization().chart(null, 1).getFirst().employee();
      assertThat(top.subordinateCount()).isEqualTo(2);
      assertThat(top.version()).isEqualTo(1);
    }

    @Test
    void rowsNameManagersWhoAreThere() {
      var boss = add("x", null);

      var imported =
          useCases
              .startImport()
              .save(HR, rows(1, under("a", 0, boss), named("b", 1), under("c", 0, boss)));

      assertThat(imported.refusals()).isEmpty();
      assertThat(chart()).isEqualTo("0x 1a 2b 1c");
      assertThat(stored(boss).subordinateCount()).isEqualTo(2);
    }

    @Test
    void aRowWhoseManagerIsRefusedIsRefused() {
      var gone = anEmployee("gone", null).id();
      var staff = useCases.startImport();

      var first =
          staff.save(
              HR,
              rows(
                  1,
                  named("a", 0),
                  under("b", 0, gone),
                  named("c", 2),
                  named("d", 3),
                  named("e", 5),
                  named("f", 7),
                  named("g", 1)));
      var second = staff.save(HR, rows(8, named("h", 3), named("i", 7), named("j", 4000)));

      assertThat(first.refusals()).containsOnlyKeys(2, 3, 4, 5, 6);
      assertThat(first.refusals().get(2)).hasMessage(gone + " does not exist");
      assertThat(first.refusals().get(3))
          .hasMessage("manager_row: must be an earlier row that was saved, which 2 is not");
      assertThat(first.refusals().get(5)).isInstanceOf(InvalidRequest.class);
      assertThat(second.refusals()).containsOnlyKeys(8, 10);
      assertThat(chart()).isEqualTo("0a 1g 2i");
    }

    @Test
    void chainsStayWithinTheirLimit() {
      var rows = new ArrayList<Row<ImportedEmployee>>();
      for (int i = 1; i <= Employee.MAX_DEPTH + 1; i++) {
        rows.add(new Row<>(i, named("e", i - 1)));
      }

      var imported = useCases.startImport().save(HR, rows);

      assertThat(imported.created()).isEqualTo(Employee.MAX_DEPTH);
      assertThat(imported.refusals().get(Employee.MAX_DEPTH + 1))
          .hasFieldOrPropertyWithValue("reason", Reason.TOO_DEEP);
    }
  }

  @Nested
  class TreeContract {

    @Test
    void isReadUpAndDown() {
      var a = add("a", null);
      var b = add("b", a);
      var c = add("c", a);
      var d = add("d", b);
      var e = add("e", d);
      var f = add("f", null);

      assertThat(chain(e)).containsExactly("d", "b", "a");
      assertThat(chain(f)).isEmpty();
      assertThat(chart()).isEqualTo("0a 1b 2d 3e 1c 0f");
      assertThat(shape(ports.organization().chart(null, 1))).isEqualTo("0a 1b 1c 0f");
      assertThat(shape(ports.organization().chart(b, 0))).isEqualTo("0b 1d 2e");
      assertThat(shape(ports.organization().chart(b, 1))).isEqualTo("0b 1d");
      assertThat(shape(ports.organization().chart(c, 0))).isEqualTo("0c");
      assertThat(stored(a).subordinateCount()).isEqualTo(2);
      assertThat(stored(e).subordinateCount()).isZero();
      assertThat(ports.organization().chart(null, 0).get(1).employee().manager()).isEqualTo(a);
    }

    @Test
    void comesInPages() {
      var a = add("a", null);
      var b = add("b", a);
      add("c", a);
      var d = add("d", b);
      add("e", d);
      add("f", null);

      for (int size = 1; size <= 5; size++) {
        assertThat(pages(a, 0, size)).isEqualTo("1b 2d 3e 1c");
        assertThat(pages(a, 1, size)).isEqualTo("1b 1c");
        assertThat(pages(a, 2, size)).isEqualTo("1b 2d 1c");
        assertThat(pages(d, 0, size)).isEqualTo("1e");
      }
      var token = ports.organization().subordinates(a, 0, 1, "", 0).nextToken();
      assertThatThrownBy(() -> ports.organization().subordinates(b, 0, 1, token, 0))
          .isInstanceOf(InvalidRequest.class);
      assertThatThrownBy(() -> ports.organization().subordinates(a, 1, 1, token, 0))
          .isInstanceOf(InvalidRequest.class);
    }

    @Test
    void directSubordinatesAreListedWhateverTheirIds() {
      var young = anEmployee("young", null);
      var boss = add("boss", null);
      useCases.add(young);
      var old = add("old", null);
      useCases.move(young.id(), boss, null);
      useCases.move(boss, old, null);
      assertThat(pages(boss, 1, 1)).isEqualTo("1young");
      assertThat(pages(old, 1, 1)).isEqualTo("1boss");
      assertThat(pages(old, 0, 1)).isEqualTo("1boss 2young");
    }

    private String pages(Id<Employee> parent, int maxDepth, int size) {
      var all = new ArrayList<Placed>();
      var token = "";
      do {
        var page = ports.organization().subordinates(parent, maxDepth, size, token, 0);
        assertThat(page.employees()).hasSizeLessThanOrEqualTo(size).isNotEmpty();
        all.addAll(page.employees());
        token = page.nextToken();
      } while (!token.isEmpty());
      return shape(all);
    }

    @Test
    void whoIsNotThereHasNoPlace() {
      var nobody = anEmployee("nobody", null).id();
      var a = add("a", null);

      assertThatThrownBy(() -> chain(nobody)).isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> ports.organization().subordinates(nobody, 0, 9, "", 0))
          .isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> ports.organization().subordinates(nobody, 1, 9, "", 0))
          .isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> ports.organization().chart(nobody, 0)).isInstanceOf(NotFound.class);
      assertThat(ports.organization().subordinates(a, 0, 9, "", 0).employees()).isEmpty();
      assertThat(ports.organization().subordinates(a, 1, 9, "", 0).employees()).isEmpty();
      assertThatThrownBy(() -> add("b", nobody))
          .isInstanceOfSatisfying(
              NotFound.class, e -> assertThat(e.resource()).isEqualTo(nobody.toName()));
      assertThatThrownBy(() -> useCases.move(a, nobody, null)).isInstanceOf(NotFound.class);
      assertThatThrownBy(() -> useCases.move(nobody, a, null)).isInstanceOf(NotFound.class);
      assertThat(chart()).isEqualTo("0a");
    }

    @Test
    void movesTakeSubordinatesAlong() {
      var a = add("a", null);
      var b = add("b", a);
      var c = add("c", b);
      var d = add("d", null);
      var before = stored(c);

      useCases.move(b, d, stored(b).etag());

      assertThat(chart()).isEqualTo("0a 0d 1b 2c");
      assertThat(chain(c)).containsExactly("b", "d");
      assertThat(stored(a).subordinateCount()).isZero();
      assertThat(stored(d).subordinateCount()).isEqualTo(1);
      assertThat(stored(c)).isEqualTo(before);

      useCases.move(b, null, null);
      assertThat(chart()).isEqualTo("0a 0b 1c 0d");
      useCases.move(a, c, null);
      assertThat(chart()).isEqualTo("0b 1c 2a 0d");
      useCases.move(a, c, null);
      assertThat(stored(c).subordinateCount()).isEqualTo(1);
    }

    @Test
    void neverMakeACycle() {
      var a = add("a", null);
      var b = add("b", a);
      var c = add("c", b);

      for (var manager : List.of(a, b, c)) {
        assertThatThrownBy(() -> useCases.move(a, manager, null))
            .hasFieldOrPropertyWithValue("reason", Reason.CYCLE);
      }
      assertThat(chart()).isEqualTo("0a 1b 2c");
    }

    @Test
    void noChainGetsTooLong() {
      Id<Employee> last = null;
      var chain = new ArrayList<Id<Employee>>();
      for (int i = 0; i < Employee.MAX_DEPTH; i++) {
        last = add("e" + i, last);
        chain.add(last);
      }
      var other = add("other", null);
      var deepest = chain.getLast();

      assertThatThrownBy(() -> add("below", deepest))
          .hasFieldOrPropertyWithValue("reason", Reason.TOO_DEEP);
      assertThatThrownBy(() -> useCases.move(chain.getFirst(), other, null))
          .hasFieldOrPropertyWithValue("reason", Reason.TOO_DEEP);
      assertThat(stored(deepest).subordinateCount()).isZero();
      assertThat(chain(deepest)).hasSize(Employee.MAX_DEPTH - 1);
    }

    @Test
    void subordinatesAreSkippedAndCounted() {
      var a = add("a", null);
      var b = add("b", a);
      var c = add("c", b);
      var d = add("d", a);
      var tree = ports.organization();

      for (int depth = 0; depth <= 2; depth++) {
        var all = tree.subordinates(a, depth, 9, "", 0).employees();
        assertThat(tree.countSubordinates(a, depth)).isEqualTo(all.size());
        for (int skip = 0; skip <= all.size() + 1; skip++) {
          assertThat(tree.subordinates(a, depth, 9, "", skip).employees())
              .isEqualTo(all.subList(Math.min(skip, all.size()), all.size()));
        }
        var second = tree.subordinates(a, depth, 1, "", 0).nextToken();
        assertThat(tree.subordinates(a, depth, 1, second, 1).employees())
            .isEqualTo(all.subList(Math.min(2, all.size()), Math.min(3, all.size())));
      }
      assertThat(tree.countSubordinates(c, 0)).isZero();
      assertThat(tree.countSubordinates(d, 1)).isZero();
    }

    @Test
    void manyAreAddedAtOnce() {
      var a = add("a", null);
      var b = add("b", a);
      var c = anEmployee("c", a);
      var d = anEmployee("d", b);
      var e = anEmployee("e", a);

      useCases.addAll(List.of(c, d, e));

      assertThat(chart()).isEqualTo("0a 1b 2d 1c 1e");
      assertThat(stored(a).subordinateCount()).isEqualTo(3);
      assertThat(stored(b).subordinateCount()).isOne();
    }

    @Test
    void manyAreDeletedAtOnce() {
      var a = add("a", null);
      var b = add("b", a);
      var c = add("c", b);
      var d = add("d", c);
      var e = add("e", d);
      var f = add("f", b);
      var g = add("g", null);

      assertThatThrownBy(() -> useCases.deleteAll(() -> List.of(b, c), false))
          .hasFieldOrPropertyWithValue("reason", Reason.HAS_SUBORDINATES);
      useCases.deleteAll(() -> List.of(d, g, b, c), true);
      assertThat(chart()).isEqualTo("0a 1e 1f");
      assertThat(stored(a).subordinateCount()).isEqualTo(2);
      assertThat(stored(e).manager()).isEqualTo(a);
      assertThat(chain(f)).containsExactly("a");

      // Those who go together do not keep each other from it.
      useCases.deleteAll(() -> List.of(a, e, f), false);
      assertThat(chart()).isEmpty();
    }

    @Test
    void deletionRefusesOrReassigns() {
      var a = add("a", null);
      var b = add("b", a);
      var c = add("c", b);
      var d = add("d", b);
      add("e", d);

      assertThatThrownBy(() -> useCases.delete(b, null, false))
          .hasFieldOrPropertyWithValue("reason", Reason.HAS_SUBORDINATES);
      useCases.delete(b, stored(b).etag(), true);

      assertThat(chart()).isEqualTo("0a 1c 1d 2e");
      assertThat(stored(a).subordinateCount()).isEqualTo(2);
      assertThat(stored(c).manager()).isEqualTo(a);
      useCases.delete(c, null, false);
      assertThat(stored(a).subordinateCount()).isEqualTo(1);
      useCases.delete(a, null, true);
      assertThat(chart()).isEqualTo("0d 1e");
      assertThat(stored(d).manager()).isNull();
    }

    /** Against the simplest model there is: a map of managers. */
    @Test
    void staysWhatItIsWhateverHappens() {
      var random = new Random(7);
      Map<Id<Employee>, @Nullable Id<Employee>> model = new HashMap<>();
      var all = new ArrayList<Id<Employee>>();
      for (int step = 0; step < 150; step++) {
        var other =
            all.isEmpty() || random.nextInt(6) == 0 ? null : all.get(random.nextInt(all.size()));
        if (all.isEmpty() || random.nextBoolean()) {
          var id = add("e" + step, other);
          model.put(id, other);
          all.add(id);
          continue;
        }
        var some = all.get(random.nextInt(all.size()));
        if (random.nextBoolean()) {
          try {
            useCases.move(some, other, null);
            model.put(some, other);
          } catch (RuleBroken e) {
            assertThat(e.reason()).isEqualTo(Reason.CYCLE);
            assertThat(managers(model, other)).contains(some);
          }
        } else {
          useCases.delete(some, null, true);
          var manager = model.remove(some);
          all.remove(some);
          model.replaceAll((_, at) -> some.equals(at) ? manager : at);
        }
      }

      for (var id : all) {
        var managers = managers(model, model.get(id));
        assertThat(ports.organization().chainOf(id).stream().map(Employee::id))
            .containsExactlyElementsOf(managers);
        assertThat((long) stored(id).subordinateCount())
            .isEqualTo(all.stream().filter(one -> id.equals(model.get(one))).count());
      }
      var chart = ports.organization().chart(null, 0);
      assertThat(chart).extracting(one -> one.employee().id()).containsOnlyOnceElementsOf(all);
      IntStream.range(0, chart.size())
          .forEach(i ->
              assertThat(chart.get(i).depth())
                  .isEqualTo(managers(model, model.get(chart.get(i).employee().id())).size()));
    }

    private static List<Id<Employee>> managers(
        Map<Id<Employee>, @Nullable Id<Employee>> model, @Nullable Id<Employee> from) {
      var managers = new ArrayList<Id<Employee>>();
      for (var at = from; at != null; at = model.get(at)) {
        managers.add(at);
      }
      return managers;
    }
  }
}
