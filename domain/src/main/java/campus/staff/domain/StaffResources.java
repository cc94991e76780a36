package campus.staff.domain;

import campus.shared.domain.name.ResourceType;

/** The resource types of this context, by their names in the contract. */
public final class StaffResources {

  public static final ResourceType EMPLOYEE = new ResourceType("Employee", "employees/{employee}");

  private StaffResources() {}
}
