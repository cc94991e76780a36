package campus.staff.application.testing;

import campus.shared.application.testing.InMemoryEntities;
import campus.shared.application.testing.InMemoryTransactions;
import campus.shared.domain.error.InvalidRequest;
import campus.shared.domain.error.NotFound;
import campus.shared.domain.name.Id;
import campus.staff.application.Employees;
import campus.staff.application.Organization;
import campus.staff.domain.Employee;
import campus.staff.domain.StaffErrors;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The staff in memory. */
public final class InMemoryStaff {

  private final InMemoryTransactions transactions = new InMemoryTransactions();
  private final EmployeeTable employees = new EmployeeTable();

  private InMemoryStaff() {}

  /** The ports, with nothing in them. */
  public static StaffPorts create() {
    var store = new InMemoryStaff();
    return new StaffPorts(store.transactions, store.employees, store.new Tree());
  }

  private final class EmployeeTable extends InMemoryEntities<Id<Employee>, Employee>
      implements Employees {

    EmployeeTable() {
      super(transactions);
    }

    @Override
    protected void check(Employee employee) {
      var manager = employee.manager();
      if (manager != null && find(manager).isEmpty()) {
        throw new NotFound(manager.toName());
      }
    }

    @Override
    public void addAll(Collection<Employee> added) {
      super.addAll(added);
      requireShallow();
    }

    @Override
    public void lockTree() {}

    @Override
    public boolean isWithin(Id<Employee> employee, Id<Employee> top) {
      return chain(employee).stream().anyMatch(one -> one.id().equals(top));
    }

    @Override
    public void move(Employee moved) {
      update(moved);
      requireShallow();
    }

    @Override
    public Map<Id<Employee>, Integer> reassign(Collection<Id<Employee>> from, Instant now) {
      var got = new HashMap<Id<Employee>, Integer>();
      for (var id : from) {
        for (var employee : of(id)) {
          if (!from.contains(employee.id())) {
            var above = chain(id).stream().map(Employee::id).filter(one -> !from.contains(one));
            var to = above.findFirst();
            update(employee.under(to.orElse(null), now));
            to.ifPresent(manager -> got.merge(manager, 1, Integer::sum));
          }
        }
      }
      return got;
    }

    /** The employee, and their managers up to the top. */
    List<Employee> chain(Id<Employee> id) {
      var chain = new ArrayList<Employee>();
      for (var at = find(id).orElse(null); at != null; ) {
        chain.add(at);
        var manager = at.manager();
        at = manager == null ? null : find(manager).orElse(null);
      }
      return chain;
    }

    /** Direct subordinates, or those at the top, in the order of their ids. */
    List<Employee> of(@Nullable Id<Employee> manager) {
      return rows()
          .filter(employee -> Objects.equals(employee.manager(), manager))
          .sorted(Comparator.comparing(employee -> employee.id().toName()))
          .toList();
    }

    private void requireShallow() {
      if (rows().anyMatch(employee -> chain(employee.id()).size() > Employee.MAX_DEPTH)) {
        throw StaffErrors.tooDeep();
      }
    }
  }

  private final class Tree implements Organization {

    @Override
    public List<Employee> chainOf(Id<Employee> employee) {
      requireThere(employee);
      return employees.chain(employee).stream().skip(1).toList();
    }

    @Override
    public SubordinatePage subordinates(
        Id<Employee> parent, int maxDepth, int pageSize, String pageToken, int skip) {
      requireThere(parent);
      var all = below(parent, 1, maxDepth == 0 ? Employee.MAX_DEPTH : maxDepth);
      int from = pageToken.isEmpty() ? 0 : begin(pageToken, parent, maxDepth);
      int begin = Math.min(from + skip, all.size());
      int end = Math.min(begin + pageSize, all.size());
      return new SubordinatePage(
          all.subList(begin, end),
          end < all.size() ? end + " " + parent.toName() + " " + maxDepth : "");
    }

    @Override
    public long countSubordinates(Id<Employee> parent, int maxDepth) {
      return below(parent, 1, maxDepth == 0 ? Employee.MAX_DEPTH : maxDepth).size();
    }

    private static int begin(String token, Id<Employee> parent, int maxDepth) {
      var parts = token.split(" ", -1);
      if (!token.endsWith(" " + parent.toName() + " " + maxDepth)) {
        throw new InvalidRequest("page_token", "is another call's");
      }
      return Integer.parseInt(parts[0]);
    }

    @Override
    public List<Placed> chart(@Nullable Id<Employee> root, int maxDepth) {
      int deepest = maxDepth == 0 ? Employee.MAX_DEPTH : maxDepth;
      var chart = new ArrayList<Placed>();
      if (root == null) {
        chart.addAll(below(null, 0, deepest));
      } else {
        chart.add(new Placed(requireThere(root), 0));
        chart.addAll(below(root, 1, deepest));
      }
      if (chart.size() > MAX_CHART) {
        throw StaffErrors.chartTooLarge(MAX_CHART);
      }
      return chart;
    }

    private List<Placed> below(@Nullable Id<Employee> manager, int depth, int deepest) {
      var found = new ArrayList<Placed>();
      if (depth <= deepest) {
        for (var employee : employees.of(manager)) {
          found.add(new Placed(employee, depth));
          found.addAll(below(employee.id(), depth + 1, deepest));
        }
      }
      return found;
    }

    private Employee requireThere(Id<Employee> employee) {
      return employees.find(employee).orElseThrow(() -> new NotFound(employee.toName()));
    }
  }
}
