package campus.staff.persistence;

import campus.shared.domain.error.DomainError;
import campus.shared.persistence.declare.Resource;
import campus.shared.persistence.declare.ResourceDeclarations;
import campus.staff.domain.StaffErrors;
import campus.staff.domain.StaffResources;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

@Singleton
final class StaffDeclarations implements ResourceDeclarations {

  static final Resource EMPLOYEE =
      Resource.of(StaffResources.EMPLOYEE, "employees", "id")
          .signedInOnly()
          .text("display_name")
          .sortable()
          .text("title")
          .integer("subordinate_count")
          .timestamp("create_time")
          .sortable()
          .timestamp("update_time")
          .etag()
          .optional("manager", () -> StaffDeclarations.EMPLOYEE, "manager_id", "id")
          .many("subordinates", () -> StaffDeclarations.EMPLOYEE, "manager_id")
          .build();

  @Override
  public List<Resource> resources() {
    return List.of(EMPLOYEE);
  }

  @Override
  public Map<String, Supplier<DomainError>> constraints() {
    return Map.of("employee_paths_depth", StaffErrors::tooDeep);
  }
}
