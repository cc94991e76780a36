package campus.staff.application;

import static campus.staff.domain.StaffResources.EMPLOYEE;

import campus.shared.application.call.Caller;
import campus.shared.application.query.ListQuery;
import campus.shared.application.query.ReadMask;
import campus.shared.application.query.ResourceQueries;
import campus.shared.application.query.ResourceRecord;
import campus.shared.application.write.Transactions;
import campus.shared.domain.name.Id;
import campus.staff.application.Organization.Placed;
import campus.staff.domain.Employee;
import java.util.List;
import org.jspecify.annotations.Nullable;

record OrganizationService(
    Organization organization, ResourceQueries queries, Transactions transactions)
    implements OrganizationUseCases {

  @Override
  public Part chainOf(Caller caller, Id<Employee> employee, ReadMask mask) {
    return mask.equals(ReadMask.DEFAULT)
        ? chain(caller, employee, mask)
        : transactions.read(() -> chain(caller, employee, mask));
  }

  private Part chain(Caller caller, Id<Employee> employee, ReadMask mask) {
    var chain = organization.chainOf(employee);
    var placed = chain.stream().map(manager -> new Placed(manager, 0)).toList();
    return new Part(placed, records(caller, placed, mask), "", null);
  }

  @Override
  public Part subordinates(Caller caller, SubordinatesQuery query) {
    return query.mask().equals(ReadMask.DEFAULT) && !query.totalSize()
        ? page(caller, query)
        : transactions.read(() -> page(caller, query));
  }

  private Part page(Caller caller, SubordinatesQuery query) {
    var selection = query.mask().selectOfMany(queries.schema(EMPLOYEE));
    var page =
        organization.subordinates(
            query.parent(),
            query.maxDepth(),
            ListQuery.of(EMPLOYEE).withPage(query.pageSize(), "").limit(selection),
            query.pageToken(),
            query.skip());
    return new Part(
        page.employees(),
        records(caller, page.employees(), query.mask()),
        page.nextToken(),
        query.totalSize()
            ? organization.countSubordinates(query.parent(), query.maxDepth())
            : null);
  }

  private @Nullable List<ResourceRecord> records(
      Caller caller, List<Placed> placed, ReadMask mask) {
    if (mask.equals(ReadMask.DEFAULT) || placed.isEmpty()) {
      return null;
    }
    var names = placed.stream().map(one -> one.employee().id().name()).toList();
    return queries.batchGet(caller, names, mask);
  }
}
