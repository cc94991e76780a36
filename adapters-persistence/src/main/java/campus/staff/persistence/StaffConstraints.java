package campus.staff.persistence;

import campus.shared.application.ResourceType;
import campus.shared.domain.DomainError;
import campus.shared.persistence.ConstraintErrors;
import campus.staff.application.StaffResources;
import campus.staff.domain.TooDeep;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.function.Supplier;

@Singleton
final class StaffConstraints implements ConstraintErrors {

  @Override
  public Map<String, Supplier<DomainError>> byConstraint() {
    return Map.of("employee_paths_depth", TooDeep::new);
  }

  @Override
  public Map<String, ResourceType> references() {
    return Map.of("employees_manager_fkey", StaffResources.EMPLOYEE);
  }
}
